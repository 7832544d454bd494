package io.signalbox.engine.dialect.gemini;

import io.signalbox.engine.spi.ClientSide;
import io.signalbox.engine.spi.Dialect;
import io.signalbox.engine.spi.ProviderSide;
import java.util.Optional;

/// Gemini's own API, version `v1beta`, as a provider speaks it. No client can come with it yet.
/// Without state, safe for threads.
///
/// **Thought signatures.** A model may sign a part of its answer and, from Gemini 3 on, wants the
/// signature back with the first call of a tool in each step. It is told as a foreign piece of kind
/// `thoughtSignature`, `{"thoughtSignature":"…","callId":"…"}` (without `callId` if it signs text),
/// and written back from a foreign part of the same form. It is not hidden in the id of a call: it
/// has thousands of characters, and other providers, to which the conversation may move, take 40 at
/// most. Where a client did not bring it back, the value that the provider's documentation names
/// for calls of other origin is sent.
public final class GeminiDialect implements Dialect {
  static final String ID = GEMINI;
  static final String SIGNATURE = "thoughtSignature";

  private final ProviderSide provider = new GenerateSide();

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ProviderSide provider() {
    return provider;
  }

  @Override
  public Optional<ClientSide> client() {
    return Optional.empty();
  }
}
