package io.signalbox.engine.dialect.ollama;

import io.signalbox.engine.dialect.ClientBody;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ClientRoute.Asks;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;
import java.util.Optional;

/// How clients of Ollama's own API are understood and answered. Without state, safe for threads.
public final class OllamaClient implements ClientDialect {
  static final String ID = "ollama";
  private static final String BASE = "/api/";
  private static final ClientRoute GENERATE = ClientRoute.post("/api/generate", Asks.ANSWER);
  private static final ClientRoute RUNNING = ClientRoute.get("/api/ps", Asks.ABOUT);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<ClientRoute> routes() {
    return List.of(
        ClientRoute.post("/api/chat", Asks.ANSWER),
        GENERATE,
        ClientRoute.get("/api/tags", Asks.MODELS),
        ClientRoute.post("/api/show", Asks.MODEL),
        ClientRoute.get("/api/version", Asks.ABOUT),
        RUNNING,
        ClientRoute.post("/api/pull", Asks.MANAGE),
        ClientRoute.post("/api/push", Asks.MANAGE),
        ClientRoute.post("/api/create", Asks.MANAGE),
        ClientRoute.post("/api/copy", Asks.MANAGE),
        new ClientRoute("DELETE", "/api/delete", Asks.MANAGE));
  }

  @Override
  public Reading read(ClientCall call) {
    boolean generate = call.route().equals(GENERATE);
    return ClientBody.read(
        call.body(), BodyErrors.WORDS, cursor -> new RequestReader(cursor, generate).read());
  }

  @Override
  public Named named(ClientCall call) {
    return ShownModel.named(call.body());
  }

  @Override
  public byte[] about(ClientRoute route) {
    return route.equals(RUNNING) ? ModelsText.running() : ModelsText.version();
  }

  @Override
  public String contentType(boolean stream) {
    return stream ? "application/x-ndjson" : "application/json; charset=utf-8";
  }

  @Override
  public ReplyWriter writer(ReplyHead head) {
    var lines = new AnswerLines(head);
    return head.stream() ? new StreamWriter(lines) : new WholeWriter(lines);
  }

  @Override
  public byte[] models(List<String> ids) {
    return ModelsText.list(ids);
  }

  @Override
  public byte[] model(String id) {
    return ModelsText.one(id);
  }

  @Override
  public ErrorReply error(ClientError error, String request) {
    return new ErrorReply(error.status(), AnswerLines.error(error.text()).toBytes());
  }

  @Override
  public Optional<String> hint(String path) {
    return path.startsWith("/v1" + BASE)
        ? Optional.of("for clients of Ollama the base URL ends before /v1")
        : Optional.empty();
  }
}
