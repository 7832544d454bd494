/// A text that nobody may see: [Secret].
@NullMarked
package io.signalbox.engine.secret;

import org.jspecify.annotations.NullMarked;
