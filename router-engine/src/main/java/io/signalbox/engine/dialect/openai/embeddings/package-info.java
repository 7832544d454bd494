/// OpenAI's Embeddings, as clients ([EmbeddingsClient]) and providers ([EmbeddingsProvider]) speak
/// them.
@NullMarked
package io.signalbox.engine.dialect.openai.embeddings;

import org.jspecify.annotations.NullMarked;
