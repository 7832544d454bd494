/// Gemini's own API, provider side: `generateContent` and, as server-sent events,
/// `streamGenerateContent`. Entry type is [GeminiApi].
@NullMarked
package io.signalbox.engine.dialect.gemini;

import org.jspecify.annotations.NullMarked;
