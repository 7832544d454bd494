/// Tokens of texts: encodings, their vocabularies and what they make of a text. Entry types are
/// [O200k], [Cl100kCount] and [Qwen].
@NullMarked
package io.signalbox.engine.catalog.tokens;

import org.jspecify.annotations.NullMarked;
