/// Which promises of a graph hold for every request that there can be. Entry type is [Promises].
@NullMarked
package io.signalbox.engine.graph.proof;

import org.jspecify.annotations.NullMarked;
