/// What the terminal and the window call. Entry type is [Engine].
@NullMarked
package io.signalbox.engine.api;

import org.jspecify.annotations.NullMarked;
