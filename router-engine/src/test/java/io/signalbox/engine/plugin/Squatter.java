package io.signalbox.engine.plugin;

import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;

/// A dialect of clients at an address that another has, and with a list of models beside it.
public final class Squatter implements ClientDialect {
  @Override
  public String id() {
    return "squatter";
  }

  @Override
  public List<ClientRoute> routes() {
    return List.of(
        ClientRoute.post("/v1/chat/completions", ClientRoute.Asks.ANSWER),
        ClientRoute.get("/v1/models", ClientRoute.Asks.MODELS));
  }

  @Override
  public Reading read(ClientCall call) {
    throw new IllegalStateException();
  }

  @Override
  public ReplyWriter writer(ReplyHead head) {
    throw new IllegalStateException();
  }

  @Override
  public byte[] models(List<String> ids) {
    return new byte[0];
  }

  @Override
  public byte[] model(String id) {
    return new byte[0];
  }

  @Override
  public ErrorReply error(ClientError error, String request) {
    return new ErrorReply(error.status(), new byte[0]);
  }
}
