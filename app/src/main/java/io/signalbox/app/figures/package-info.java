/// What goes on in the graph in front, over the last minutes or in a recorded hour. Entry type is
/// [LiveFigures].
@NullMarked
package io.signalbox.app.figures;

import org.jspecify.annotations.NullMarked;
