package io.signalbox.plugins.export;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Graphs by chance that can run: all kinds that gateways have, in each other, with promises. */
final class GeneratedGraphs {
  private static final List<String> CLASSES =
      List.of(
          "rate_limited", "overloaded", "server_error", "timeout", "unreachable", "unauthorized");

  private static final List<String> CONDITIONS =
      List.of(
          "metadata.task == \"translate\"",
          "metadata.tier in [\"free\", \"trial\"]",
          "!(metadata.tier == \"paid\")",
          "metadata.team.startsWith(\"lab-\") && !stream",
          "headers[\"x-team\"] == \"it's\"",
          "headers[\"x-team\"].contains(\"a.b\") || has_tools",
          "model == \"long\" || max_tokens > 4000",
          "user != \"\"",
          "text.contains(\"poem\")",
          "text.matches(\"(?i)\\\\bsql\\\\b\")",
          "system == \"\" && images > 0",
          "tokens > 300",
          "\"search\" in tools || wants_json",
          "metadata.k == \"q\\\"'${HOME}\\n: #{}\"");

  private final Random random;
  private final StringBuilder text = new StringBuilder("signalbox: 1\n");
  private int models;
  private int nodes;

  private GeneratedGraphs(long seed) {
    random = new Random(seed);
  }

  /** The graph of a seed. */
  static RoutingGraph by(long seed) {
    String yaml = text(seed);
    var read = GraphText.read("seed-" + seed + ".yaml", yaml);
    if (read.problems().stream().anyMatch(each -> each.isError())) {
      throw new AssertionError(read.problems() + "\n" + yaml);
    }
    return read.graph().orElseThrow();
  }

  /** The same as a file. */
  static String text(long seed) {
    return new GeneratedGraphs(seed).written("Generated " + seed);
  }

  private String written(String name) {
    models = 2 + random.nextInt(5);
    nodes = 1 + random.nextInt(8);
    text.append("name: ").append(name).append("\nstart: n0\nmodels:\n");
    for (int i = 0; i < models; i++) {
      text.append(
          "  m%d: { provider: %s, model: name-%d, labels: { region: %s }%s }\n"
              .formatted(
                  i,
                  any(List.of("openai", "openai", "deepseek", "anthropic", "gemini", "mistral")),
                  i,
                  random.nextInt(3) == 0 ? "us" : "local",
                  random.nextInt(4) == 0 ? ", params: { temperature: 0.5 }" : ""));
    }
    text.append("nodes:\n");
    for (int i = 0; i < nodes; i++) {
      text.append("  n").append(i).append(": { ").append(node(i)).append(" }\n");
    }
    promises();
    return text.toString();
  }

  private String any(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** A later node or a model. */
  private String target(int from) {
    int later = nodes - from - 1;
    return later > 0 && random.nextInt(3) > 0
        ? "n" + (from + 1 + random.nextInt(later))
        : "m" + random.nextInt(models);
  }

  private List<String> targets(int from) {
    var all = new ArrayList<String>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      String next = target(from);
      if (!all.contains(next)) {
        all.add(next);
      }
    }
    return all;
  }

  private String node(int at) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> rules(at);
      case 3, 4, 5 -> fallback(at);
      case 6 ->
          "kind: balance, by: %s, to: %s"
              .formatted(any(List.of("cost", "latency", "turns")), targets(at));
      case 7 -> split(at);
      case 8 ->
          random.nextBoolean()
              ? "kind: budget, usd: 5, per: day, within: %s, over: %s"
                  .formatted(target(at), target(at))
              : "kind: limit, requests: 5, per: minute, within: %s, over: %s"
                  .formatted(target(at), target(at));
      default ->
          random.nextInt(3) == 0
              ? "kind: reject, status: 451, message: No"
              : "kind: rewrite, set: { temperature: 0.2 }, drop: [ tools ], to: " + target(at);
    };
  }

  private String rules(int at) {
    var all = new ArrayList<String>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      all.add("{ when: '%s', to: %s }".formatted(any(CONDITIONS).replace("'", "''"), target(at)));
    }
    return "kind: rules, rules: %s, otherwise: %s".formatted(all, target(at));
  }

  private String fallback(int at) {
    var more = new StringBuilder();
    if (random.nextBoolean()) {
      more.append(", on: [ ").append(any(CLASSES)).append(", context_too_long ]");
    }
    if (random.nextInt(3) == 0) {
      more.append(", retries: ").append(1 + random.nextInt(2));
    }
    if (random.nextInt(3) == 0) {
      more.append(", first_token: 5s");
    }
    if (random.nextInt(3) == 0) {
      more.append(", total: 20s");
    }
    if (random.nextInt(3) == 0) {
      more.append(", attempts: ").append(1 + random.nextInt(5));
    }
    return "kind: fallback, to: " + targets(at) + more;
  }

  private String split(int at) {
    var all = new ArrayList<String>();
    targets(at)
        .forEach(to -> all.add("{ to: %s, share: %d }".formatted(to, 1 + random.nextInt(9))));
    return "kind: split, sticky: %s, shares: %s".formatted(any(List.of("request", "user")), all);
  }

  private void promises() {
    String only = "only: 'model.labels.region == \"local\"'";
    switch (random.nextInt(5)) {
      case 0 -> text.append("promises: [ { name: Home, %s } ]\n".formatted(only));
      case 1 ->
          text.append(
              "promises: [ { name: Home, when: '%s', %s } ]\n"
                  .formatted(any(CONDITIONS).replace("'", "''"), only));
      case 2 -> text.append("promises: [ { name: Few, attempts: 2 } ]\n");
      default -> {}
    }
  }
}
