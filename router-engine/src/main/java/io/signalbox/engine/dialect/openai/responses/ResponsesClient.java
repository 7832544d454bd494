package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.dialect.ClientBody;
import io.signalbox.engine.dialect.openai.BodyErrors;
import io.signalbox.engine.dialect.openai.ErrorWords;
import io.signalbox.engine.dialect.openai.ModelsText;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ClientRoute.Asks;
import io.signalbox.engine.spi.EarlierTurns;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;
import java.util.Optional;

/// How clients of OpenAI's Responses API are understood and answered. Without state, safe for
/// threads: who uses it remembers what clients name in later requests.
public final class ResponsesClient implements ClientDialect {
  /// The dialect's id, for clients and providers.
  public static final String ID = "responses";

  /// The id of the dialect of counts.
  public static final String COUNTING = "responses-count";

  private static final String PATH = "/v1/responses";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<ClientRoute> routes() {
    return List.of(
        ClientRoute.post(PATH, Asks.ANSWER), ClientRoute.post(PATH + "/input_tokens", Asks.COUNT));
  }

  @Override
  public Reading read(ClientCall call) {
    return read(call, EarlierTurns.NONE);
  }

  @Override
  public Reading read(ClientCall call, EarlierTurns earlier) {
    boolean answer = call.route().asks() == Asks.ANSWER;
    return ClientBody.read(
        call.body(), BodyErrors.WORDS, cursor -> new RequestReader(cursor, earlier).read(answer));
  }

  @Override
  public Optional<List<String>> conversation(ClientCall call, EarlierTurns earlier) {
    return SaidItems.of(call.body(), earlier);
  }

  @Override
  public byte[] count(int tokens) {
    return new JsonText()
        .open('{')
        .member("object", "response.input_tokens")
        .member("input_tokens", tokens)
        .close('}')
        .toBytes();
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
    return new ErrorReply(error.status(), ErrorWords.body(error).toBytes());
  }

  @Override
  public Optional<String> hint(String path) {
    return path.startsWith(PATH + "/")
        ? Optional.of(
            "this proxy keeps answers only for requests that go on with them, so they cannot be"
                + " retrieved, canceled or compacted")
        : Optional.empty();
  }
}
