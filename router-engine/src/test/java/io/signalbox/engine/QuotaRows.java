package io.signalbox.engine;

import static io.signalbox.engine.ClientRequest.saying;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Kinds that let so much through and no more, and the one that lets nothing through. Each answer
/// costs 0.002 dollars and uses 1,100 tokens.
final class QuotaRows {
  private QuotaRows() {}

  static List<NodeKindRow> all() {
    return Stream.of(budget(), limit(), reject()).flatMap(List::stream).toList();
  }

  private static List<NodeKindRow> budget() {
    String graph =
        """
        start: cap
        models: { a: $priced, b: $priced, c: $priced }
        nodes:
          cap: { kind: budget, usd: 0.005, per: month, of: user, %s within: a, over: b }
        """;
    return List.of(
        new NodeKindRow(
            NodeKind.BUDGET,
            "over the limit another branch is taken, for each user alone",
            graph.formatted("").replace("0.005", "0.002"),
            scene -> {
              var request = saying("x").user("u1").most(50);
              scene
                  .ask(request)
                  .says("from a")
                  .took("cap", "under", "\\$0 of \\$0.002 spent this month");
              scene
                  .ask(request)
                  .says("from b")
                  .took("cap", "over", "\\$0.002 of \\$0.002 spent this month");
              scene.ask(saying("x").user("u2").most(50)).says("from a").took("cap", "under");
              scene.called("a", "b", "a");
            }),
        new NodeKindRow(
            NodeKind.BUDGET,
            "tiers choose the branch by what is spent",
            graph.formatted("tiers: [ { at: 30%, to: c } ],"),
            scene -> {
              var request = saying("x").user("u1").most(50);
              scene.ask(request).says("from a").took("cap", "under");
              scene.ask(request).says("from c").took("cap", "from 30%");
              scene.called("a", "c");
            }),
        new NodeKindRow(
            NodeKind.BUDGET,
            "a call that may cost more than is left is told so",
            """
            start: cap
            models: { a: $priced }
            nodes:
              cap: { kind: budget, usd: 0.001, per: month, within: a, over: full }
              full: { kind: reject, status: 402, message: The month is over. }
            """,
            scene -> {
              var answered = scene.ask(saying("x").most(500));
              assertEquals(402, answered.reply().reply().status());
              String error = answered.reply().error();
              assertTrue(
                  error.matches(
                      "No room in cap: a call of a can cost \\$0\\.005, .* The graph says: The"
                          + " month is over\\."),
                  error);
              answered.took("cap", "over").after();
              scene.ask(saying("x").most(50)).says("from a").took("cap", "under");
              scene.called("a");
            }));
  }

  private static List<NodeKindRow> limit() {
    String graph =
        """
        start: cap
        models: { a: $priced, b: $priced }
        nodes:
          cap: { kind: limit, %s, per: day, of: user, within: a, over: b }
        """;
    NodeKindRow.Script once =
        scene -> {
          var request = saying("x").user("u1").most(50);
          scene
              .ask(request)
              .says("from a")
              .took("cap", "under", "0 requests and 0 tokens this day");
          scene.ask(request).says("from b").took("cap", "over", "1 requests and 1100 tokens .*");
          scene.ask(saying("x").user("u2").most(50)).says("from a").took("cap", "under");
          scene.called("a", "b", "a");
        };
    return List.of(
        new NodeKindRow(
            NodeKind.LIMIT,
            "more requests take another branch, for each user alone",
            graph.formatted("requests: 1"),
            once),
        new NodeKindRow(
            NodeKind.LIMIT,
            "more tokens take another branch, for each user alone",
            graph.formatted("tokens: 1000"),
            once));
  }

  private static List<NodeKindRow> reject() {
    var rows = new ArrayList<NodeKindRow>();
    for (int status : List.of(400, 403, 418, 429, 500, 503)) {
      rows.add(
          new NodeKindRow(
              NodeKind.REJECT,
              "status " + status + " and the message",
              """
              start: no
              models: { a: $priced }
              nodes:
                no: { kind: reject, status: %d, message: "Not on \\"Sundays\\"." }
                other: { kind: fallback, to: [ a ] }
              """
                  .formatted(status),
              scene -> scene.ask("x").refused(status, "Not on \"Sundays\".").after()));
    }
    rows.add(
        new NodeKindRow(
            NodeKind.REJECT,
            "after a model was called for a decision",
            """
            start: guard
            models: { judge: $priced, a: $priced }
            nodes:
              guard:
                kind: ask
                model: judge
                question: Is it harmful?
                answers: { harmful: no, harmless: a }
                otherwise: a
              no: { kind: reject, status: 403, message: Not here. }
            """,
            scene -> {
              scene.says("judge", "harmful");
              var answered = scene.ask("x").refused(403, "Not here.").after();
              assertEquals("0.002", answered.trace().usd());
              scene.called("judge");
            }));
    return rows;
  }
}
