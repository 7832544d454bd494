/// The graph as cards and wires. Entry type is [GraphCanvas].
@NullMarked
package io.signalbox.app.canvas;

import org.jspecify.annotations.NullMarked;
