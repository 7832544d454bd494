package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.spi.ClientSide;
import io.signalbox.engine.spi.Dialect;
import io.signalbox.engine.spi.ProviderSide;
import java.util.Optional;

/// OpenAI's Chat Completions. Immutable.
public final class OpenAiDialect implements Dialect {
  static final String ID = OPENAI;

  private final ProviderSide provider = new OpenAiProvider();
  private final ClientSide client = new OpenAiClient();

  /// The dialect, which has no state.
  public OpenAiDialect() {}

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
    return Optional.of(client);
  }
}
