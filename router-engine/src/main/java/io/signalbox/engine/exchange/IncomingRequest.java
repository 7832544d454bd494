package io.signalbox.engine.exchange;

import io.signalbox.engine.cache.KeptTurns;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.route.World;
import io.signalbox.engine.route.client.Continued;
import io.signalbox.engine.spi.Continuity;
import java.util.HashMap;
import java.util.Optional;

/// A request that has been understood.
///
/// @param id unique; the client sees it as `x-request-id`
/// @param request what is asked
/// @param original the client's own words, to be passed on unchanged where that is possible
/// @param client the caller
/// @param explained whether the trace says how near conditions were and what the call will cost
/// @param own whether Signalbox itself sends it, so that it is not the traffic of an app
/// @param continuity how it goes on with earlier answers that it does not repeat
public record IncomingRequest(
    String id,
    ChatRequest request,
    Optional<Original> original,
    Client client,
    boolean explained,
    boolean own,
    Continuity continuity) {

  /// How often a client's library has tried again itself; OpenAI's and Anthropic's count in this
  /// header.
  private static final String CLIENT_RETRIES = "x-stainless-retry-count";

  /// One of a client.
  public IncomingRequest(
      String id,
      ChatRequest request,
      Optional<Original> original,
      Client client,
      boolean explained) {
    this(id, request, original, client, explained, false);
  }

  /// One that says all by itself.
  public IncomingRequest(
      String id,
      ChatRequest request,
      Optional<Original> original,
      Client client,
      boolean explained,
      boolean own) {
    this(id, request, original, client, explained, own, Continuity.NONE);
  }

  /// The same going on with earlier answers.
  public IncomingRequest continuing(Continuity earlier) {
    return new IncomingRequest(id, request, original, client, explained, own, earlier);
  }

  /// Where the earlier answers are that it goes on with.
  Continued continued(World world) {
    return Continued.of(continuity, each -> world.turn(new KeptTurns.TurnId(client.app(), each)));
  }

  /// The app under which it is recorded.
  String recordedApp() {
    return own ? Client.WORKBENCH : client.app();
  }

  /// Whether the client says that it tries again what has failed before: for a provider in trouble
  /// that is a retry as any other.
  boolean isRetried() {
    return !client.headers().getOrDefault(CLIENT_RETRIES, "0").equals("0");
  }

  /// How large its body was; 0 if it came as none.
  long bytes() {
    return original.map(each -> (long) each.body().length).orElse(0L);
  }

  /// The same as a copy that a node made. A copy never tries anything again.
  IncomingRequest copied(String node) {
    var headers = new HashMap<>(client.headers());
    headers.remove(CLIENT_RETRIES);
    var first = new Client(client.app(), client.user(), headers, client.metadata());
    return new IncomingRequest(
        id + "~" + node, request, original, first, explained, own, continuity);
  }

  /// A body as it came. The array is not copied and must not be changed.
  ///
  /// @param dialect the id of its dialect
  public record Original(String dialect, byte[] body) {}
}
