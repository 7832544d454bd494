package io.signalbox.engine;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.upstream.FakeProvider.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A row of the table for one client's dialect and form: its graph, its providers, and what they
/// were sent. A model says `from ` and its id until it is told otherwise. Scripts run on one
/// thread, providers on others.
final class NodeKindScene {
  private static final Pattern MODEL = Pattern.compile("(\\w+): \\$(\\w+)(?:@(\\w+))?");

  private final NodeKindRow row;
  private final String id;
  private final ClientSpeech client;
  private final boolean stream;
  private final Map<String, ProviderSpeech> dialects = new ConcurrentHashMap<>();
  private final Map<String, Play> plays = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<SentRequest> calls = new LinkedBlockingQueue<>();
  private Optional<Rig> rig = Optional.empty();
  private String text = "";

  /// What a provider does with a request.
  interface Play {
    void on(Line line, SentRequest sent) throws Exception;
  }

  /// @param id the name of the scene and of its graph
  NodeKindScene(NodeKindRow row, String id, ClientSpeech client, boolean stream) {
    this.row = row;
    this.id = id;
    this.client = client;
    this.stream = stream;
  }

  /// The graph as it is served.
  ///
  /// @param url where the providers listen
  String graph(String url) {
    Matcher models = MODEL.matcher(row.graph());
    String body =
        models.replaceAll(found -> {
          String dialect = found.group(3) == null ? "openai" : found.group(3);
          dialects.put(found.group(1), ProviderSpeech.of(dialect));
          return "%s: { provider: fake-%s, model: %s, url: \"%s/%s/%s\" }"
              .formatted(found.group(1), dialect, found.group(2), url, id, found.group(1));
        });
    text = "signalbox: 1\nname: " + id + "\n" + body;
    return text;
  }

  /// What is served.
  RoutingGraph served() {
    return rig().graph(text);
  }

  String title() {
    return row.kind().id() + ": " + row.name();
  }

  /// Plays the row.
  Void played(Rig running) throws Exception {
    rig = Optional.of(running);
    row.script().play(this);
    assertTrue(calls.isEmpty(), () -> "called, too: " + models());
    return null;
  }

  /// One request to one of the models.
  void serve(Line line, String model, String request) throws Exception {
    var sent = new SentRequest(dialects.get(model), model, request);
    calls.add(sent);
    plays.getOrDefault(model, saying("from " + model)).on(line, sent);
  }

  private static Play saying(String text) {
    return (line, sent) -> sent.speech().answer(line, sent.streams(), text, false);
  }

  NodeKindScene says(String model, String text) {
    return plays(model, saying(text));
  }

  NodeKindScene plays(String model, Play play) {
    plays.put(model, play);
    return this;
  }

  NodeKindScene fails(String model, int status) {
    return plays(
        model,
        (line, sent) ->
            line.whole(
                status, "application/json", sent.speech().error(status, "x", "told to fail")));
  }

  /// The model says nothing until it is left.
  NodeKindScene hangs(String model) {
    return plays(model, (line, sent) -> line.stall());
  }

  NodeKindRow row() {
    return row;
  }

  boolean stream() {
    return stream;
  }

  ClientSpeech client() {
    return client;
  }

  String id() {
    return id;
  }

  Rig rig() {
    return rig.orElseThrow();
  }

  Answered ask(String text) throws Exception {
    return ask(ClientRequest.saying(text));
  }

  Answered ask(ClientRequest request) throws Exception {
    return ask(request, stream);
  }

  /// The same in a form of its own. What follows from an answer is there once it is recorded, so
  /// that is waited for.
  Answered ask(ClientRequest request, boolean streamed) throws Exception {
    String body = request.body(client, streamed, id);
    var reply = rig().post(client.path(id, streamed), body, request.headers.toArray(String[]::new));
    return new Answered(rig(), new ClientReply(client, streamed, reply), rig().trace(reply));
  }

  private List<String> models() {
    return calls.stream().map(SentRequest::model).toList();
  }

  /// What was sent since this was last asked, in order.
  ///
  /// @param models who must have been called
  List<SentRequest> called(String... models) {
    var sent = new ArrayList<SentRequest>();
    calls.drainTo(sent);
    assertEquals(List.of(models), sent.stream().map(SentRequest::model).toList());
    return sent;
  }

  /// The same of calls that came side by side, as the last request to each model.
  Map<String, SentRequest> calledInAnyOrder(String... models) {
    var sent = new ArrayList<SentRequest>();
    calls.drainTo(sent);
    assertEquals(
        Stream.of(models).sorted().toList(),
        sent.stream().map(SentRequest::model).sorted().toList());
    return sent.stream().collect(toMap(SentRequest::model, each -> each, (one, next) -> next));
  }

  /// Forgets whom was called, however often.
  int calledAnyhow() {
    return calls.drainTo(new ArrayList<>());
  }

  /// Waits for calls that no client waits for.
  void awaitCalls(int many) {
    Rig.soon(() -> Optional.of(calls.size()).filter(size -> size >= many));
  }

  /// What the one that was called was sent.
  SentRequest sent(String model) {
    return called(model).getFirst();
  }

  void pass(Duration time) {
    rig().pass(time);
  }

  /// What a client got, and what was recorded of it.
  record Answered(Rig rig, ClientReply reply, Rig.View trace) {
    Answered says(String text) {
      assertEquals(text, reply.text(), () -> reply.reply().body());
      return this;
    }

    Answered refused(int status, String message) {
      reply.assertRefused(status, message);
      assertEquals(status, ((Number) trace().all().get("status")).intValue());
      return this;
    }

    Answered header(String name, String value) {
      assertEquals(value, reply.reply().header(name), name);
      return this;
    }

    /// @param attempts as in `a answered 200`
    Answered after(String... attempts) {
      assertEquals(List.of(attempts), trace().attempts());
      return this;
    }

    /// What became of the copy that a node made.
    Answered copied(String node, String... attempts) {
      var copy = rig.trace(reply.reply().header("x-request-id") + "~" + node);
      assertEquals(List.of(attempts), copy.attempts());
      return this;
    }

    /// @param exit what must have been taken at a node
    Answered took(String node, String exit) {
      assertEquals(exit, step(node).get("exit"), () -> step(node).toString());
      return this;
    }

    /// @param because a pattern of the whole reason
    Answered took(String node, String exit, String because) {
      took(node, exit);
      assertTrue(because(node).matches(because), because(node));
      return this;
    }

    String because(String node) {
      return String.valueOf(step(node).get("because"));
    }

    private Map<?, ?> step(String node) {
      return ((List<?>) trace().all().get("steps"))
          .stream()
              .map(each -> (Map<?, ?>) each)
              .filter(each -> each.get("node").equals(node))
              .reduce((first, last) -> last)
              .orElseThrow();
    }

    /// What the trace says of what was looked at.
    Object saw(String node, String name) {
      return ((Map<?, ?>) step(node).get("saw")).get(name);
    }
  }
}
