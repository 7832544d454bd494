/// A text that must never be shown: [Secret].
@NullMarked
package io.signalbox.engine.secret;

import org.jspecify.annotations.NullMarked;
