package io.signalbox.engine.dialect.ollama;

import io.signalbox.engine.dialect.ClientBody;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ClientRoute.Asks;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;

/// How clients of the embeddings of Ollama's own API are understood and answered: `/api/embed`, and
/// the older `/api/embeddings` for one text. Without state, safe for threads.
public final class EmbedClient implements ClientDialect {
  static final String ID = "ollama-embeddings";
  private static final ClientRoute OLD = ClientRoute.post("/api/embeddings", Asks.ANSWER);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<ClientRoute> routes() {
    return List.of(ClientRoute.post("/api/embed", Asks.ANSWER), OLD);
  }

  @Override
  public Reading read(ClientCall call) {
    boolean old = call.route().equals(OLD);
    return ClientBody.read(
        call.body(), BodyErrors.WORDS, cursor -> new EmbedReader(cursor, old).read());
  }

  @Override
  public String contentType(boolean stream) {
    return "application/json; charset=utf-8";
  }

  @Override
  public ReplyWriter writer(ReplyHead head) {
    return new EmbedWriter(head);
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
}
