/// Changes of graphs, as values that can be undone. Entry type is
/// [io.signalbox.engine.graph.edit.GraphEdit].
@NullMarked
package io.signalbox.engine.graph.edit;

import org.jspecify.annotations.NullMarked;
