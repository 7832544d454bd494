/// What the simulated provider answers where vectors are wanted ([SimulatedVectors]).
@NullMarked
package io.signalbox.engine.upstream.vectors;

import org.jspecify.annotations.NullMarked;
