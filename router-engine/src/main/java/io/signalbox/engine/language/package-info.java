/// The language of a text, as a condition's `language` asks for it. Entry type is [TextLanguage].
/// The only place of Apache OpenNLP, whose model is read when a text first needs it. Pure.
@NullMarked
package io.signalbox.engine.language;

import org.jspecify.annotations.NullMarked;
