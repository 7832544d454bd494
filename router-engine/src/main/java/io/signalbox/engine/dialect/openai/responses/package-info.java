/// OpenAI's Responses API as clients speak it; no provider is called in it. Entry type is
/// [ResponsesClient].
@NullMarked
package io.signalbox.engine.dialect.openai.responses;

import org.jspecify.annotations.NullMarked;
