/// What the engine has found. Entry type is [Installation].
@NullMarked
package io.signalbox.app.backend;

import org.jspecify.annotations.NullMarked;
