/// The text beside the canvas. Entry type is [TextPane].
@NullMarked
package io.signalbox.app.text;

import org.jspecify.annotations.NullMarked;
