package io.signalbox.engine.dialect.anthropic.client;

import io.signalbox.engine.dialect.ClientBody;
import io.signalbox.engine.dialect.anthropic.AnthropicApi;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ClientRoute.Asks;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How clients of Anthropic's Messages API, version `2023-06-01`, are understood and answered.
/// Without state.
public final class MessagesClient implements ClientDialect {
  private static final String PATH = "/v1/messages";

  @Override
  public String id() {
    return AnthropicApi.ID;
  }

  @Override
  public List<ClientRoute> routes() {
    return List.of(
        ClientRoute.post(PATH, Asks.ANSWER),
        ClientRoute.post(PATH + "/count_tokens", Asks.COUNT),
        ClientRoute.get("/v1/models", Asks.MODELS),
        ClientRoute.get("/v1/models/{+model}", Asks.MODEL));
  }

  @Override
  public Set<String> ownHeaders() {
    return Set.of(AnthropicApi.VERSION);
  }

  @Override
  public Reading read(ClientCall call) {
    boolean answer = call.route().asks() == Asks.ANSWER;
    return ClientBody.read(
        call.body(),
        BodyErrors.WORDS,
        cursor -> new Reading.Understood(new RequestReader(cursor).read(answer)));
  }

  @Override
  public ReplyWriter writer(ReplyHead head) {
    return head.stream() ? new StreamWriter(head) : new WholeWriter(head);
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
    return new ErrorReply(ErrorWords.status(error), ErrorWords.body(error, request).toBytes());
  }

  @Override
  public Optional<String> hint(String path) {
    return path.startsWith("/v1/v1/")
        ? Optional.of("for clients of Anthropic the base URL ends before /v1")
        : Optional.empty();
  }
}
