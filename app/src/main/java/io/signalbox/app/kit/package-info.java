/// Controls and drawing that could be in any program; they know nothing of routing. Entry types are
/// [CanvasSurface] and [LayeredLayout].
@NullMarked
package io.signalbox.app.kit;

import org.jspecify.annotations.NullMarked;
