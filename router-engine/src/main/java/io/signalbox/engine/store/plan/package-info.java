/// What was used of the plans that the user has bought.
@NullMarked
package io.signalbox.engine.store.plan;

import org.jspecify.annotations.NullMarked;
