package io.signalbox.engine.dialect.openai.completions;

import io.signalbox.engine.dialect.ClientBody;
import io.signalbox.engine.dialect.openai.BodyErrors;
import io.signalbox.engine.dialect.openai.ErrorWords;
import io.signalbox.engine.dialect.openai.ModelsText;
import io.signalbox.engine.dialect.openai.OpenAiApi;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ClientRoute.Asks;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;
import java.util.Optional;

/// How clients of OpenAI's Completions are understood and answered. Without state, safe for
/// threads.
public final class CompletionsClient implements ClientDialect {
  private static final String PATH = "/completions";

  @Override
  public String id() {
    return OpenAiApi.COMPLETIONS;
  }

  @Override
  public List<ClientRoute> routes() {
    return List.of(ClientRoute.post("/v1" + PATH, Asks.ANSWER));
  }

  @Override
  public Reading read(ClientCall call) {
    return ClientBody.read(
        call.body(), BodyErrors.WORDS, cursor -> new PromptReader(cursor).read());
  }

  @Override
  public ReplyWriter writer(ReplyHead head) {
    return head.stream() ? new ChunkWriter(head) : new TextWriter(head);
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
    return path.equals(PATH) ? Optional.of("the base URL must end in /v1") : Optional.empty();
  }
}
