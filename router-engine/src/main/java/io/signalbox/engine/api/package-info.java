/// What the terminal and the window ask of the engine. Entry type is [Engine].
@NullMarked
package io.signalbox.engine.api;

import org.jspecify.annotations.NullMarked;
