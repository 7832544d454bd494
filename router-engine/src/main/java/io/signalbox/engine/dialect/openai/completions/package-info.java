/// OpenAI's Completions, the form before Chat Completions: a prompt that a model continues. Clients
/// ([CompletionsClient]) speak it, and servers ([CompletionsProvider]) that run models of any kind.
@NullMarked
package io.signalbox.engine.dialect.openai.completions;

import org.jspecify.annotations.NullMarked;
