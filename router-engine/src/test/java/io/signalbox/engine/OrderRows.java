package io.signalbox.engine;

import static io.signalbox.engine.ClientRequest.saying;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.NodeKind;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Kinds that put branches in order: what is tried first, and what after a failure.
final class OrderRows {
  private static final String FAILED = "told to fail (model a)";

  private OrderRows() {}

  static List<NodeKindRow> all() {
    return Stream.of(fallback(), balance(), stay()).flatMap(List::stream).toList();
  }

  private static NodeKindRow fallback(String name, String fields, NodeKindRow.Script script) {
    String graph =
        """
        start: order
        models: { a: $priced, b: $priced@anthropic, c: $priced@gemini }
        nodes: { order: { kind: fallback, to: [ a, b, c ], %s } }
        """
            .formatted(fields);
    return new NodeKindRow(NodeKind.FALLBACK, name, graph, script);
  }

  private static List<NodeKindRow> fallback() {
    return List.of(
        fallback(
            "branches are tried in order until one answers",
            "attempts: 3",
            scene -> {
              scene.ask("x").says("from a").took("order", "1st").after("a answered 200");
              scene.fails("a", 500);
              scene
                  .ask("x")
                  .says("from b")
                  .after("a server_error 500", "b answered 200")
                  .header("x-signalbox-attempts", "2");
              scene.fails("b", 503);
              scene.ask("x").says("from c").header("x-signalbox-model", "c");
              scene.called("a", "a", "b", "a", "b", "c");
            }),
        fallback(
            "a failure that is not listed is the client's",
            "on: [ rate_limited ]",
            scene -> {
              scene.fails("a", 500);
              var answered = scene.ask("x").after("a server_error 500");
              assertEquals(502, answered.reply().reply().status());
              assertEquals(FAILED, answered.reply().error());
              scene.called("a");
            }),
        fallback(
            "a branch is tried again before the next one",
            "retries: 1",
            scene -> {
              scene.fails("a", 500);
              scene
                  .ask("x")
                  .says("from b")
                  .after("a server_error 500", "a server_error 500", "b answered 200");
              scene.called("a", "a", "b");
            }),
        fallback(
            "no more calls than allowed",
            "attempts: 1",
            scene -> {
              scene.fails("a", 500);
              var answered = scene.ask("x").after("a server_error 500");
              assertEquals(FAILED, answered.reply().error());
              scene.called("a");
            }),
        new NodeKindRow(
            NodeKind.FALLBACK,
            "a model that is silent for too long is left",
            """
            start: order
            models: { a: $priced, b: $priced@anthropic }
            nodes:
              order: { kind: fallback, to: [ quick, b ], total: 10m }
              quick: { kind: fallback, to: [ a ], first_token: 2s, total: 3s }
            """,
            scene -> {
              scene.hangs("a");
              scene.ask("x").says("from b").after("a timeout 0", "b answered 200");
              scene.called("a", "b");
            }),
        fallback(
            "the next model is called beside a silent one",
            "hedge_after: 50ms",
            scene -> {
              scene.hangs("a");
              scene.ask("x").says("from b").after("a cancelled 0", "b answered 200");
              scene.called("a", "b");
            }));
  }

  private static NodeKindRow balance(String by, NodeKindRow.Script script) {
    String graph =
        """
        start: warm
        models: { a: $dear, b: $cheap }
        nodes:
          warm:
            kind: rules
            rules: [ { when: 'text == "to a"', to: a }, { when: 'text == "to b"', to: b } ]
            otherwise: best
          best: { kind: balance, by: %s, to: [ a, b ] }
        """
            .formatted(by);
    return new NodeKindRow(NodeKind.BALANCE, "by " + by, graph, script);
  }

  private static List<NodeKindRow> balance() {
    return List.of(
        balance(
            "cost",
            scene -> {
              scene.ask("x").says("from b").took("best", "b", "cheapest, about .*");
              scene.fails("b", 500);
              scene.ask("x").says("from a").after("b server_error 500", "a answered 200");
              scene.called("b", "b", "a");
            }),
        balance(
            "turns",
            scene -> {
              for (String each : List.of("a", "b", "a", "b")) {
                scene.ask("x").says("from " + each).took("best", each, "round robin");
              }
              scene.called("a", "b", "a", "b");
            }),
        balance("latency", OrderRows::fasterFirst),
        balance(
            "headroom, where: { headroom: 10% }",
            scene -> {
              scene.plays(
                  "a",
                  (line, sent) ->
                      line.whole(
                          429,
                          "application/json",
                          sent.speech().error(429, "rate_limit_exceeded", "slow"),
                          "x-ratelimit-limit-requests: 100",
                          "x-ratelimit-remaining-requests: 5",
                          "x-ratelimit-reset-requests: 1h",
                          "retry-after: 0"));
              scene.ask("to a");
              scene.ask("x").says("from b").took("best", "b", "most headroom, 100%");
              scene.called("a", "b");
            }),
        balance("in_flight", OrderRows::idleFirst),
        balance("success", OrderRows::betterFirst));
  }

  /// The slow model takes longer than the fast one did, however busy the machine is.
  private static void fasterFirst(NodeKindScene scene) throws Exception {
    long begin = System.nanoTime();
    scene.ask("to b").says("from b");
    long wait = 2 * (System.nanoTime() - begin) + 50_000_000;
    scene.plays(
        "a",
        (line, sent) -> {
          long start = System.nanoTime();
          while (System.nanoTime() - start < wait) {
            line.pause();
          }
          sent.speech().answer(line, sent.streams(), "from a", false);
        });
    scene.ask("to a").says("from a");
    scene.ask("x").says("from b").took("best", "b", "fastest, first token in .*");
    scene.called("b", "a", "b");
  }

  private static void idleFirst(NodeKindScene scene) throws Exception {
    var release = new CountDownLatch(1);
    scene.plays(
        "a",
        (line, sent) -> {
          release.await();
          sent.speech().answer(line, sent.streams(), "from a", false);
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var busy = threads.submit(() -> scene.ask("to a"));
      scene.awaitCalls(1);
      scene.ask("x").says("from b").took("best", "b", "least busy, 0 in flight");
      release.countDown();
      busy.get().says("from a");
    }
    scene.called("a", "b");
  }

  /// One of twenty requests goes to the worse model, as a rule.
  private static void betterFirst(NodeKindScene scene) throws Exception {
    for (String model : List.of("a", "b", "a", "b", "a", "b", "a", "b", "a", "b")) {
      String id = scene.ask("to " + model).reply().reply().header("x-request-id");
      String thumb = model.equals("b") ? "up" : "down";
      var kept =
          scene
              .rig()
              .post(
                  "/v1/feedback", "{\"request_id\":\"%s\",\"thumb\":\"%s\"}".formatted(id, thumb));
      assertEquals(200, kept.status(), kept.body());
    }
    int worse = 0;
    for (int i = 0; i < 10; i++) {
      var answered = scene.ask("x");
      String because = answered.because("best");
      assertTrue(because.matches("best by feedback, .*|tried for its feedback, .*"), because);
      worse += answered.reply().text().equals("from a") ? 1 : 0;
    }
    assertTrue(worse <= 6, worse + " of 10 went to the worse model");
    scene.calledAnyhow();
  }

  private static List<NodeKindRow> stay() {
    String graph =
        """
        start: keep
        models: { a: $dear, b: $dear }
        nodes:
          keep: { kind: stay, to: turns }
          turns: { kind: balance, by: turns, to: [ a, b ] }
        """;
    return List.of(
        new NodeKindRow(
            NodeKind.STAY,
            "a conversation stays with who answered it",
            graph,
            scene -> {
              String first =
                  scene.ask("hello").took("keep", "then", "nothing to stay with").reply().text();
              for (int turn = 0; turn < 3; turn++) {
                scene
                    .ask(saying("and then?").after("hello", first))
                    .says(first)
                    .took("keep", "then", "stays with " + first.substring(5) + ": .*");
              }
              scene.fails(first.substring(5), 500);
              var left = scene.ask(saying("and then?").after("hello", first));
              assertNotEquals(first, left.reply().text());
              assertEquals(6, scene.calledAnyhow());
            }),
        new NodeKindRow(
            NodeKind.STAY,
            "a conversation that the client names stays whatever it says",
            graph,
            scene -> {
              String first = scene.ask(named("talk-1")).reply().text();
              String other = scene.ask(named("talk-2")).reply().text();
              assertNotEquals(first, other);
              scene.ask(named("talk-2")).says(other);
              scene.ask(named("talk-1")).says(first);
              scene.calledAnyhow();
            }));
  }

  private static ClientRequest named(String conversation) {
    return saying("hello")
        .member(ClientSpeech.CHAT, "prompt_cache_key", '"' + conversation + '"')
        .member(ClientSpeech.RESPONSES, "prompt_cache_key", '"' + conversation + '"')
        .member(ClientSpeech.GENERATE, "labels", "{\"conversation\":\"" + conversation + "\"}")
        .member(ClientSpeech.MESSAGES, "metadata", "{\"user_id\":\"" + conversation + "\"}");
  }
}
