/// Gemini's own API as clients speak it: `generateContent`, `streamGenerateContent`, `countTokens`
/// and lists of models. Entry type is [GenerateClient].
@NullMarked
package io.signalbox.engine.dialect.gemini.client;

import org.jspecify.annotations.NullMarked;
