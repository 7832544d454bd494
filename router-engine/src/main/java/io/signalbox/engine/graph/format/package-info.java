/// What the fields of a graph's parts are called, what they can hold and what they mean, said once:
/// readers, writers, the JSON Schema, completion and the format's page go by it. Entry type is
/// [RecordFormat].
@NullMarked
package io.signalbox.engine.graph.format;

import org.jspecify.annotations.NullMarked;
