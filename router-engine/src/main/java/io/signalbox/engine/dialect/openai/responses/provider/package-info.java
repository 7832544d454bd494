/// OpenAI's Responses API as providers speak it: OpenAI itself, Azure, xAI, OpenRouter. Entry type
/// is [ResponsesProvider].
@NullMarked
package io.signalbox.engine.dialect.openai.responses.provider;

import org.jspecify.annotations.NullMarked;
