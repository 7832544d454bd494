/// Chooses among models by predicted quality, learned from examples with outcomes: reads outcomes,
/// trains, predicts with lower bounds, and measures cost against quality. Pure: it reads no file
/// and no clock, and the same data gives the same result.
@NullMarked
package io.signalbox.engine.learned;

import org.jspecify.annotations.NullMarked;
