/// The surface on which cards and wires are drawn, moved and laid out. No engine types.
@NullMarked
package io.signalbox.app.kit.canvas;

import org.jspecify.annotations.NullMarked;
