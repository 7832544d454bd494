/** The headless engine: joins its parts and holds the live snapshot. */
@NullMarked
package io.signalbox.engine;

import org.jspecify.annotations.NullMarked;
