package io.signalbox.engine;

import static io.signalbox.engine.ClientRequest.saying;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.lab.GateRun;
import io.signalbox.engine.lab.GateSuite;
import io.signalbox.engine.lab.LiveRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Kinds that choose a branch by the request or by what is known of the models.
final class DecisionRows {
  private static final String CODE =
      "function compile loop array"
          + " red blue house river train apple cloud stone bread lamp".repeat(5);

  private DecisionRows() {}

  static List<NodeKindRow> all() {
    return Stream.of(rules(), ConditionRows.all(), intent(), ask(), learned(), split(), gate())
        .flatMap(List::stream)
        .toList();
  }

  private static NodeKindRow row(
      NodeKind kind, String name, String graph, NodeKindRow.Script script) {
    return new NodeKindRow(kind, name, graph, script);
  }

  private static List<NodeKindRow> rules() {
    return List.of(
        row(
            NodeKind.RULES,
            "the first rule that holds decides",
            """
            start: which
            models: { a: $priced, b: $priced, c: $priced }
            nodes:
              which:
                kind: rules
                rules:
                  - { when: 'text.contains("red")', to: a, name: Red }
                  - { when: 'text.contains("r")', to: b, name: R }
                otherwise: c
            """,
            scene -> {
              scene.ask("red").says("from a").took("which", "Red", "rule 1 holds: .*");
              scene.ask("or").says("from b").took("which", "R", "rule 2 holds: .*");
              scene.ask("no").says("from c").took("which", "otherwise", "no rule matched");
              assertEquals("3 characters", scene.ask("red").saw("which", "text"));
              scene.called("a", "b", "c", "a");
            }));
  }

  private static List<NodeKindRow> intent() {
    return List.of(
        row(
            NodeKind.INTENT,
            "the class of the last user message decides",
            """
            start: topic
            models: { a: $priced, b: $priced, c: $priced }
            nodes:
              topic:
                kind: intent
                classes:
                  code: { to: a, examples: [ why does the loop end, fix the function ] }
                  maths: { to: b, examples: [ prove the sum, integrate the square ] }
                otherwise: c
                encoder: word-bag
            """,
            scene -> {
              scene
                  .ask(saying("fix the function").after("prove the sum", "proved"))
                  .says("from a")
                  .took("topic", "code");
              scene.ask("prove the sum").says("from b").took("topic", "maths");
              scene.ask("what lunch").says("from c").took("topic", "otherwise");
              scene.called("a", "b", "c");
            }));
  }

  private static List<NodeKindRow> ask() {
    var rows = new ArrayList<NodeKindRow>();
    for (ProviderSpeech speech : ProviderSpeech.values()) {
      rows.add(
          row(
              NodeKind.ASK,
              "the answer of a model that speaks " + speech + " decides",
              ask("judge: $priced@" + speech.id(), "20s"),
              scene -> {
                scene.says("judge", "**Billing.**");
                var answered =
                    scene.ask(saying("Where is my bill?").system("Be brief.").after("y", "z"));
                answered
                    .says("from a")
                    .after("a answered 200")
                    .took("sorter", "billing", "judge answered billing");
                answered.header("x-signalbox-path", "sorter").header("x-signalbox-attempts", "1");
                assertTrue(answered.trace().all().toString().contains("consulted"));
                assertEquals("0.004", answered.trace().usd(), "both calls cost something");
                var sent = scene.called("judge", "a");
                assertJudge(sent.getFirst());
                assertEquals("Be brief.", sent.getLast().system());
                assertEquals(scene.stream(), sent.getLast().streams());
              }));
    }
    rows.add(
        row(
            NodeKind.ASK,
            "an answer that is no label, a failure and a model without time take otherwise",
            ask("judge: $priced", "2s"),
            scene -> {
              scene.says("judge", "billing or code");
              scene
                  .ask("x")
                  .says("from c")
                  .took("sorter", "otherwise", "judge answered with none of the labels");
              scene.fails("judge", 500);
              scene
                  .ask("x")
                  .says("from c")
                  .took("sorter", "otherwise", "judge gave no answer: server_error");
              scene.hangs("judge");
              scene
                  .ask("x")
                  .says("from c")
                  .after("c answered 200")
                  .took("sorter", "otherwise", "judge gave no answer: timeout");
              scene.called("judge", "c", "judge", "c", "judge", "c");
            }));
    return rows;
  }

  private static String ask(String judge, String within) {
    return """
    start: sorter
    models: { %s, a: $priced, b: $priced, c: $priced }
    nodes:
      sorter:
        kind: ask
        model: judge
        question: What is it about?
        answers: { billing: a, code: b }
        otherwise: c
        within: %s
    """
        .formatted(judge, within);
  }

  private static void assertJudge(SentRequest sent) {
    assertTrue(sent.system().startsWith("What is it about?"), sent.request());
    assertTrue(sent.system().endsWith("- billing\n- code"), sent.request());
    assertEquals("Where is my bill?", sent.text());
    assertFalse(sent.streams(), sent.request());
    assertFalse(sent.request().contains("brief"), sent.request());
  }

  private static List<NodeKindRow> learned() {
    return List.of(
        row(
            NodeKind.LEARNED,
            "the cheapest model that is good enough is asked, and the next after a failure",
            learned("0.75", "strong"),
            scene -> {
              learn(scene);
              scene.calledAnyhow();
              scene
                  .ask("tell me about red blue house river train apple cloud")
                  .says("from weak")
                  .took("pick", "weak", "predicted quality .*, quality 0.75");
              scene.ask(CODE).says("from coder").took("pick", "coder");
              scene.fails("coder", 500);
              scene
                  .ask(CODE)
                  .says("from strong")
                  .after("coder server_error 500", "strong answered 200");
              scene.called("weak", "coder", "coder", "strong");
            }),
        row(
            NodeKind.LEARNED,
            "where no model is good enough, otherwise is taken",
            learned("0.999", "other"),
            scene -> {
              learn(scene);
              scene.calledAnyhow();
              scene
                  .ask("tell me about red blue house river train apple cloud")
                  .says("from other")
                  .took("pick", "otherwise", "declined: .*");
              scene.called("other");
            }));
  }

  private static String learned(String quality, String otherwise) {
    return """
    start: pick
    models: { weak: $priced, coder: $priced, strong: $priced, other: $priced }
    nodes:
      pick:
        kind: learned
        from: outcomes.csv
        to: [ weak, coder, strong ]
        quality: %s
        otherwise: %s
        encoder: none
    """
        .formatted(quality, otherwise);
  }

  /// What is served learns in the background.
  private static void learn(NodeKindScene scene) {
    Rig.soon(() -> {
      try {
        String because = scene.ask("learn").because("pick");
        return Optional.of(because).filter(why -> !why.contains("still learning"));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    });
  }

  private static List<NodeKindRow> split() {
    return List.of(
        row(
            NodeKind.SPLIT,
            "shares are kept, and a user stays at one branch",
            """
            start: draw
            models: { a: $priced, b: $priced }
            nodes:
              draw:
                kind: split
                sticky: user
                experiment: tone
                shares: [ { to: a, share: 1 }, { to: b, share: 3 } ]
            """,
            scene -> {
              int first = 0;
              for (int user = 0; user < 16; user++) {
                var request = saying("x").user("u" + user);
                var answered = scene.ask(request);
                String model = answered.reply().reply().header("x-signalbox-model");
                answered
                    .says("from " + model)
                    .took("draw", model.equals("a") ? "25%" : "75%", "drew .* of 4 by user");
                answered.header("x-signalbox-experiment", "tone=" + model);
                scene.ask(request).says("from " + model);
                first += model.equals("a") ? 1 : 0;
              }
              assertEquals(3, first);
              scene.calledAnyhow();
            }),
        row(
            NodeKind.SPLIT,
            "a conversation stays at one branch",
            """
            start: draw
            models: { a: $priced, b: $priced }
            nodes:
              draw:
                kind: split
                sticky: conversation
                experiment: tone
                shares: [ { to: a, share: 50% }, { to: b, share: 50% } ]
            """,
            scene -> {
              var seen = new ArrayList<String>();
              for (int talk = 0; talk < 6; talk++) {
                var first = scene.ask("question " + talk).reply().text();
                var next = saying("and then?").after("question " + talk, first);
                scene.ask(next).says(first);
                seen.add(first);
              }
              assertTrue(seen.contains("from a") && seen.contains("from b"), seen.toString());
              scene.calledAnyhow();
            }));
  }

  private static List<NodeKindRow> gate() {
    return List.of(
        row(
            NodeKind.GATE,
            "closed until a result is good enough",
            """
            start: gate
            models: { new: $priced, old: $priced }
            nodes:
              gate: { kind: gate, suite: answers.suite.yaml, pass_rate: 20%, to: new, otherwise: old }
            """,
            scene -> {
              scene
                  .ask("x")
                  .says("from old")
                  .took("gate", "otherwise", "closed: there is no result yet");
              scene.called("old");
              measure(scene);
              scene.ask("x").says("from new").took("gate", "open", "open: 1 of 1 passed .*");
              scene.says("new", "wrong");
              scene.called("new", "new");
              measure(scene);
              scene.ask("x").says("from old").took("gate", "otherwise", "closed: 0 of 1 .*");
              scene.called("new", "old");
            }));
  }

  private static void measure(NodeKindScene scene) throws Exception {
    var program = scene.rig().program();
    var graph = scene.served().inForce();
    var gate = (GateNode) graph.node("gate").orElseThrow();
    var suite = (GateSuite.Ready) GateSuite.load(gate, graph);
    var live = new LiveRun(program.exchange(), program::router);
    var report =
        GateRun.of(live, new GateRun.Plan(gate, graph, suite, 1), program.gates(), done -> {});
    program.gates().keep(graph, gate, report.result().orElseThrow());
  }
}
