package org.acme.signalbox;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ClientRoute.Asks;
import io.signalbox.engine.spi.ErrorReason;
import io.signalbox.engine.spi.ProxyError;
import io.signalbox.engine.spi.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// A dialect of clients with the model in the path, lines as answers and a header of its own for
/// keys.
public final class AcmeClient implements ClientDialect {
  @Override
  public String id() {
    return "acme-lines";
  }

  @Override
  public List<ClientRoute> routes() {
    return List.of(
        ClientRoute.post("/acme/models/{model}:ask", Asks.ANSWER),
        ClientRoute.post("/acme/models/{model}:embed", Asks.EMBED),
        ClientRoute.get("/acme/models", Asks.MODELS),
        ClientRoute.get("/acme/models/{+model}", Asks.MODEL));
  }

  @Override
  public Set<String> keyHeaders() {
    return Set.of("x-acme-app");
  }

  @Override
  public Reading read(ClientCall call) {
    String body = new String(call.body(), StandardCharsets.UTF_8);
    if (!body.startsWith("{\"ask\":\"")) {
      return new Reading.Refused(ClientError.malformed(400, "no-ask", "there is no ask", "ask"));
    }
    String text = body.substring(8, body.length() - 2);
    String model = call.parameters().get("model");
    return new Reading.Understood(
        ChatRequest.ofText(model, text).withStream(call.query().equals("stream"), true));
  }

  @Override
  public String contentType(boolean stream) {
    return stream ? "application/x-ndjson" : "application/json";
  }

  @Override
  public ReplyWriter writer(ReplyHead head) {
    return new LineWriter();
  }

  @Override
  public byte[] models(List<String> ids) {
    return bytes("models " + String.join(",", ids));
  }

  @Override
  public byte[] model(String id) {
    return bytes("model " + id);
  }

  @Override
  public ErrorReply error(ClientError error, String request) {
    return new ErrorReply(error.status(), bytes(word(error)));
  }

  static String word(ClientError error) {
    return switch (error.reason()) {
      case ErrorReason.Failed failed -> "failed " + failed.kind().id();
      case ErrorReason.Malformed malformed -> "malformed " + malformed.code();
      case ProxyError proxy -> "refused " + proxy.code();
    };
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
