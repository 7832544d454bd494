package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.dialect.ClientBody;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ClientRoute.Asks;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;
import java.util.stream.Stream;

/// How clients of the embeddings of Gemini's API, versions `v1beta` and `v1`, are understood and
/// answered. Without state, safe for threads.
public final class EmbedContentClient implements ClientDialect {
  private static final String BATCH = ":batchEmbedContents";

  @Override
  public String id() {
    return GeminiApi.EMBEDDINGS;
  }

  @Override
  public List<ClientRoute> routes() {
    return Stream.of("/v1beta/models/{+model}", "/v1/models/{+model}")
        .flatMap(model ->
            Stream.of(
                ClientRoute.post(model + ":embedContent", Asks.ANSWER),
                ClientRoute.post(model + BATCH, Asks.ANSWER)))
        .toList();
  }

  @Override
  public Reading read(ClientCall call) {
    boolean batch = call.route().path().endsWith(BATCH);
    String model = call.parameters().getOrDefault("model", "");
    return ClientBody.read(
        call.body(), BodyErrors.WORDS, cursor -> new EmbedReader(cursor, batch).read(model));
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
    return new ErrorReply(error.status(), ErrorWords.body(error, request).toBytes());
  }
}
