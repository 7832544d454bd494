/// A graph as TensorZero's `tensorzero.toml` ([TensorZeroExporter]).
@NullMarked
package io.signalbox.plugins.export.tensorzero;

import org.jspecify.annotations.NullMarked;
