/// Lists of models as text: read by [CardReader], written by [CardWriter].
@NullMarked
package io.signalbox.engine.catalog.list;

import org.jspecify.annotations.NullMarked;
