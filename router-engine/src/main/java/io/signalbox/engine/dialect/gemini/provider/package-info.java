/// Gemini's own API as providers speak it: `generateContent` and, as server-sent events,
/// `streamGenerateContent`. Entry type is [GenerateProvider].
@NullMarked
package io.signalbox.engine.dialect.gemini.provider;

import org.jspecify.annotations.NullMarked;
