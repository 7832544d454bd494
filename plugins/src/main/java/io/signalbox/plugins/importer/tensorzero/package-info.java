/// TensorZero's `tensorzero.toml` as a graph, by its configuration reference of 2026-04.
@NullMarked
package io.signalbox.plugins.importer.tensorzero;

import org.jspecify.annotations.NullMarked;
