package io.signalbox.engine;

import static io.signalbox.engine.ClientRequest.saying;

import io.signalbox.engine.graph.NodeKind;
import java.util.List;

/// What rules can know of a request, whatever dialect it comes in: for each signal a request of
/// which the condition holds, and one of which it does not.
final class ConditionRows {
  private static final String GRAPH =
      """
      start: which
      models: { a: $priced, b: $dear }
      nodes:
        which: { kind: rules, rules: [ { when: '%s', to: a, name: holds } ], otherwise: b }
      """;

  private ConditionRows() {}

  static List<NodeKindRow> all() {
    return List.of(
        on("text == \"hello there\"", saying("hello there"), saying("hello")),
        on("system.contains(\"brief\")", saying("x").system("Be brief."), saying("brief")),
        on("messages == 3", saying("x").after("y", "z"), saying("x")),
        on("tokens > 100", saying("word ".repeat(100)), saying("word")),
        on("max_tokens == 77", saying("x").most(77), saying("x").most(78)),
        on("images == 1", saying("x").picture(), saying("x")),
        on("images == 1", saying("x").toolShowed(), saying("x").toolSaid("y")),
        on("has_tools", saying("x").tool("look"), saying("x")),
        on("\"look\" in tools", saying("x").tool("look"), saying("x").tool("listen")),
        on("wants_json", saying("x").json(), saying("x")),
        on("language == \"de\"", saying("Warum hört das nicht auf?"), saying("Why is that so?")),
        on("reasoning == \"high\"", saying("x").most(40_000).thinkingMuch(), saying("x")),
        on("user == \"u1\"", saying("x").user("u1"), saying("x").user("u2")),
        on("metadata.tier == \"free\"", saying("x").label("tier", "free"), saying("x")),
        on("headers[\"x-team\"] == \"ops\"", saying("x").header("x-team", "ops"), saying("x")),
        on(
            "conversation == \"talk-1\"",
            saying("x").label("conversation", "talk-1"),
            saying("x").label("conversation", "talk-2")),
        on(
            "conversation == \"talk-1\"",
            saying("x").header("x-claude-code-session-id", "talk-1"),
            saying("x")),
        on(
            "conversation == \"talk-1\"",
            saying("x")
                .member(ClientSpeech.CHAT, "prompt_cache_key", "\"talk-1\"")
                .member(ClientSpeech.RESPONSES, "prompt_cache_key", "\"talk-1\"")
                .header("x-session-affinity", "talk-1"),
            saying("x").header("x-session-affinity", "talk-2")),
        on(
            "client == \"codex\"",
            saying("x").header("user-agent", "codex_cli_rs/0.1"),
            saying("x").header("user-agent", "curl/8.1")),
        on(
            "client == \"gemini-cli\"",
            saying("x").header("user-agent", "GeminiCLI-tui/0.61.0/main (linux; x64; terminal)"),
            saying("x").header("user-agent", "node")),
        on("agent == \"review\"", saying("x").header("x-openai-subagent", "review"), saying("x")),
        on(
            "agent == \"subagent\"",
            saying("x").system("x-anthropic-billing-header: cc_is_subagent=true"),
            saying("x")),
        on(
            "purpose == \"title\"",
            saying("x").system("You are a title generator. You output only a title."),
            saying("x")),
        on("purpose == \"probe\"", saying("x").label("purpose", "probe"), saying("x")),
        on(
            "number(metadata.score) > 0.5",
            saying("x").label("score", "0.75"),
            saying("x").label("score", "high")),
        on("price.b.output > 10.0", saying("x"), "price.a.output > 10.0"),
        on("health.a.error_rate == 0.0", saying("x"), "health.a.error_rate > 0.0"),
        on("weekday >= 1", saying("x"), "weekday > 7"),
        spend());
  }

  private static NodeKindRow on(String condition, ClientRequest holds, ClientRequest fails) {
    return new NodeKindRow(
        NodeKind.RULES,
        "a condition on " + condition,
        GRAPH.formatted(condition),
        scene -> {
          scene.ask(holds).says("from a").took("which", "holds", "rule 1 holds: .*");
          scene.called("a");
          scene.ask(fails).says("from b").took("which", "otherwise", "no rule matched");
          scene.called("b");
        });
  }

  /// What does not depend on the request.
  private static NodeKindRow on(String holds, ClientRequest request, String fails) {
    String graph =
        GRAPH
            .replace(
                "which: { kind",
                "not: { kind: rules, rules: [ { when: '%s', to: b } ], otherwise: which }\n"
                    + "  which: { kind")
            .replace("start: which", "start: not");
    return new NodeKindRow(
        NodeKind.RULES,
        "conditions on " + holds + " and " + fails,
        graph.formatted(fails, holds),
        scene -> {
          scene.ask(request).says("from a").took("not", "otherwise").took("which", "holds");
          scene.called("a");
        });
  }

  private static NodeKindRow spend() {
    return new NodeKindRow(
        NodeKind.RULES,
        "a condition on what was spent",
        GRAPH.formatted("spend.month >= 0.002"),
        scene -> {
          scene.ask("x").says("from b").took("which", "otherwise").after("b answered 200");
          scene.ask("x").says("from a").took("which", "holds");
          scene.called("b", "a");
        });
  }
}
