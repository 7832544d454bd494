package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.spi.ClientSide;
import io.signalbox.engine.spi.Dialect;
import io.signalbox.engine.spi.ProviderSide;
import java.util.Optional;

/// Anthropic's Messages API, version `2023-06-01`, as providers and as clients speak it. Without
/// state, safe for threads.
public final class AnthropicDialect implements Dialect {
  static final String ID = ANTHROPIC;

  private final ProviderSide provider = new MessagesSide();
  private final ClientSide client = new MessagesClient();

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
