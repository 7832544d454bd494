/// What is wrong with a graph: entry type is [GraphCheck], which runs one check after the other.
@NullMarked
package io.signalbox.engine.graph.check;

import org.jspecify.annotations.NullMarked;
