/// What can be said of texts without knowing what they mean: [Nearest] finds what was probably
/// meant.
@NullMarked
package io.signalbox.engine.text;

import org.jspecify.annotations.NullMarked;
