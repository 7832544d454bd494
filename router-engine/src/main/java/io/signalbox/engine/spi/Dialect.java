package io.signalbox.engine.spi;

import java.util.Optional;

/// One API shape, both ways. Pure functions of their arguments, safe for threads; readers and
/// writers of a single reply have state and belong to one thread.
public interface Dialect {
  /// The id of OpenAI's Chat Completions.
  String OPENAI = "openai";

  /// The id of Anthropic's Messages.
  String ANTHROPIC = "anthropic";

  /// The id of Gemini's own API.
  String GEMINI = "gemini";

  /// The id of OpenAI's Responses, which clients speak and no provider is asked in.
  String RESPONSES = "responses";

  /// Its id: [#OPENAI], [#ANTHROPIC], [#GEMINI].
  String id();

  /// How a provider that speaks it is asked.
  ProviderSide provider();

  /// How a client that speaks it is answered; empty if no client can come with it yet.
  Optional<ClientSide> client();
}
