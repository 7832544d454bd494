package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.dialect.ClientBody;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ClientRoute.Asks;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How clients of OpenAI's Chat Completions are understood and answered. Without state.
public final class OpenAiClient implements ClientDialect {
  private static final Set<String> WITHOUT_VERSION =
      Set.of("/chat/completions", "/responses", "/models");

  @Override
  public String id() {
    return OpenAiApi.ID;
  }

  @Override
  public List<ClientRoute> routes() {
    return List.of(
        ClientRoute.post("/v1/chat/completions", Asks.ANSWER),
        ClientRoute.get("/v1/models", Asks.MODELS),
        ClientRoute.get("/v1/models/{+model}", Asks.MODEL));
  }

  @Override
  public Reading read(ClientCall call) {
    return ClientBody.read(
        call.body(), BodyErrors.WORDS, cursor -> new RequestReader(cursor).read());
  }

  @Override
  public ReplyWriter writer(ReplyHead head) {
    var named =
        new ReplyHead(
            "chatcmpl-" + head.id(),
            head.created(),
            head.model(),
            head.stream(),
            head.usage(),
            head.repeated());
    return head.stream() ? new StreamWriter(named) : new WholeWriter(named);
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
    return new ErrorReply(error.status(), ErrorWords.body(error).toBytes());
  }

  @Override
  public Optional<String> hint(String path) {
    return WITHOUT_VERSION.contains(path)
        ? Optional.of("the base URL must end in /v1")
        : Optional.empty();
  }
}
