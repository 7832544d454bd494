package io.signalbox.engine.conform;

import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.BaseUrl;
import io.signalbox.engine.upstream.probe.ProbeAnswer;
import io.signalbox.engine.upstream.probe.ProbeClient;
import io.signalbox.engine.upstream.probe.ProbeRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The endpoint that is asked: counts what is sent to it and keeps within the plan's bounds. For
/// one thread.
final class Endpoint implements AutoCloseable {
  /// What addresses end with that is no part of the server's root.
  private static final Pattern VERSION = Pattern.compile("/(v1|v1beta|api)/*$");

  private final ProbeClient client;
  private final ProbeClient root;
  private final EndpointWords words;
  private boolean keeping;
  private boolean strict;
  private boolean failing;
  private int calls;
  private long tokens;

  Endpoint(ConformPlan plan, EndpointWords words) {
    this.client = new ProbeClient(plan.address(), plan.key(), plan.patience());
    this.root =
        new ProbeClient(
            VERSION.matcher(BaseUrl.plain(plan.address())).replaceFirst(""),
            plan.key(),
            plan.patience());
    this.words = words;
  }

  /// The plan's bounds are reached: a fault of the questions, which a test rules out.
  static final class BoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BoundException() {
      super("the bound of calls or tokens is reached");
    }
  }

  /// No answer came, which says nothing about what was asked.
  static final class SilentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SilentException(String why) {
      super(why);
    }
  }

  EndpointReply get(String path) {
    return send(ProbeRequest.get(path), 0);
  }

  /// @param answerTokens how many tokens the answer may have
  EndpointReply post(String path, JsonNode body, long answerTokens) {
    return send(posting(path, body), cost(body, answerTokens));
  }

  /// The same for a request that is not of the plain kind.
  EndpointReply post(ProbeRequest request, JsonNode body, long answerTokens) {
    return send(request, cost(body, answerTokens));
  }

  /// The same behind the server's root instead of the address as it was given.
  EndpointReply postRoot(ProbeRequest request, JsonNode body, long answerTokens) {
    counted(cost(body, answerTokens));
    return read(root.send(request, Optional.empty()));
  }

  static ProbeRequest posting(String path, JsonNode body) {
    return ProbeRequest.post(path, JsonMapper.shared().writeValueAsBytes(body));
  }

  private static long cost(JsonNode body, long answerTokens) {
    return TokenCounter.textTokens(body.toString()) + answerTokens;
  }

  /// What is no JSON at all.
  EndpointReply postBroken(String path) {
    return send(ProbeRequest.post(path, "{\"model\":".getBytes(StandardCharsets.UTF_8)), 0);
  }

  /// With another key.
  EndpointReply postWith(Secret key, String path, JsonNode body, long answerTokens) {
    counted(cost(body, answerTokens));
    return read(client.send(posting(path, body), Optional.of(key)));
  }

  private EndpointReply send(ProbeRequest request, long cost) {
    counted(cost);
    return read(client.send(request, Optional.empty()));
  }

  /// Whether a request may go over the connection of an earlier one. As a rule each has its own:
  /// one that the server has closed meanwhile would look like a missing answer.
  void keepConnections(boolean kept) {
    keeping = kept;
  }

  /// Whether a missing answer ends the questions at hand, so that nothing is learned from it.
  void needAnswers(boolean needed) {
    strict = needed;
    failing = false;
  }

  /// Lets status 500 be an answer, where requests are wrong on purpose.
  void expectFailures() {
    failing = true;
  }

  private void counted(long cost) {
    if (!keeping) {
      client.forgetConnections();
      root.forgetConnections();
    }
    if (calls + 1 > ConformPlan.MOST_CALLS || tokens + cost > ConformPlan.MOST_TOKENS) {
      throw new BoundException();
    }
    calls++;
    tokens += cost;
  }

  private EndpointReply read(ProbeAnswer answer) {
    var reply = new EndpointReply(answer, "");
    if (strict && reply.isSilent() && !(failing && answer.status() == 500)) {
      throw new SilentException(told(reply).brief());
    }
    return told(reply);
  }

  private EndpointReply told(EndpointReply reply) {
    String message =
        reply.error().map(error -> error.path("message").asString()).orElse(reply.text());
    String code = reply.code();
    String all = code.isEmpty() || message.contains(code) ? message : code + ": " + message;
    return new EndpointReply(reply.answer(), masked(all));
  }

  int calls() {
    return calls;
  }

  long tokens() {
    return tokens;
  }

  /// A piece of the server's own words, short and without keys.
  String masked(String text) {
    return words.shown(text);
  }

  /// Whether the key stands in a name that has to be kept as it is.
  boolean hasKey(String name) {
    return words.hasKey(name);
  }

  @Override
  public void close() {
    client.close();
    root.close();
  }
}
