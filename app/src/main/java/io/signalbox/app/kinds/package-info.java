/// How the kinds of nodes look, and what can be put on the canvas. Entry type is [Kinds].
@NullMarked
package io.signalbox.app.kinds;

import org.jspecify.annotations.NullMarked;
