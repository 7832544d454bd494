package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.dialect.ClientBody;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ClientRoute.Asks;
import io.signalbox.engine.spi.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How clients of Gemini's API, versions `v1beta` and `v1`, are understood and answered. Without
/// state.
public final class GenerateClient implements ClientDialect {
  private static final String STREAM = ":streamGenerateContent";
  private static final String MODEL = "model";

  @Override
  public String id() {
    return GeminiApi.ID;
  }

  @Override
  public List<ClientRoute> routes() {
    return Stream.of("/v1beta/models", "/v1/models").flatMap(GenerateClient::routes).toList();
  }

  private static Stream<ClientRoute> routes(String models) {
    String model = models + "/{+model}";
    return Stream.of(
        ClientRoute.post(model + ":generateContent", Asks.ANSWER),
        ClientRoute.post(model + STREAM, Asks.ANSWER),
        ClientRoute.post(model + ":countTokens", Asks.COUNT),
        ClientRoute.get(models, Asks.MODELS),
        ClientRoute.get(model, Asks.MODEL));
  }

  @Override
  public Set<String> ownHeaders() {
    return Set.of("x-goog-api-key", "x-goog-api-client");
  }

  @Override
  public Set<String> keyParameters() {
    return Set.of("key");
  }

  @Override
  public Reading read(ClientCall call) {
    return ClientBody.read(
        call.body(),
        BodyErrors.WORDS,
        cursor -> {
          boolean counted = call.route().asks() == Asks.COUNT;
          var reader = new RequestReader(cursor, counted).read();
          boolean stream = call.route().path().endsWith(STREAM);
          return new Reading.Understood(
              reader.request(call.parameters().getOrDefault(MODEL, ""), stream),
              ReplyForm.of(call, reader.showsThoughts()).told());
        });
  }

  @Override
  public String contentType(ReplyHead head) {
    return contentType(head.stream() && !ReplyForm.of(head).list());
  }

  @Override
  public ReplyWriter writer(ReplyHead head) {
    return head.stream() ? new StreamWriter(head) : new WholeWriter(head);
  }

  @Override
  public byte[] count(int tokens) {
    return ("{\"totalTokens\":" + tokens + "}").getBytes(StandardCharsets.UTF_8);
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

  @Override
  public Optional<String> hint(String path) {
    return path.startsWith("/v1/v1beta/") || path.startsWith("/v1beta/v1beta/")
        ? Optional.of("for clients of Gemini the base URL ends before /v1beta")
        : Optional.empty();
  }
}
