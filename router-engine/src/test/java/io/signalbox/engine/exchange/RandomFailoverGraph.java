package io.signalbox.engine.exchange;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Graphs by chance in which calls can fail over: a budget, rules, and below them fallbacks and
/// balances in each other, with promises.
final class RandomFailoverGraph {
  private static final List<String> CLASSES =
      List.of("rate_limited", "overloaded", "server_error", "timeout", "unreachable");

  private final Random random;
  private final StringBuilder text = new StringBuilder("signalbox: 1\nname: Test\nstart: cap\n");

  private RandomFailoverGraph(Random random) {
    this.random = random;
  }

  static RoutingGraph by(Random random) {
    String text = new RandomFailoverGraph(random).written();
    var read = GraphText.read("test.yaml", text);
    return read.graph().orElseThrow(() -> new AssertionError(read.problems() + "\n" + text));
  }

  private String written() {
    int models = 2 + random.nextInt(5);
    text.append("models:\n");
    for (int i = 0; i < models; i++) {
      text.append(
          "  m%d: { provider: p%d, model: n%d, labels: { region: %s } }\n"
              .formatted(
                  i,
                  random.nextInt(3),
                  random.nextInt(3),
                  random.nextInt(3) == 0 ? "us" : "local"));
    }
    text.append("nodes:\n");
    text.append("  cap: { kind: budget, usd: ")
        .append(random.nextInt(4) == 0 ? "0.03" : "1000")
        .append(", per: hour, within: which, over: ")
        .append(random.nextBoolean() ? "m0" : "full")
        .append(" }\n  full: { kind: reject, status: 429, message: Full }\n");
    text.append("  which:\n    kind: rules\n    rules:\n")
        .append("      - { when: 'metadata.data == \"health\"', to: f0 }\n    otherwise: f1\n");
    int nodes = 2 + random.nextInt(3);
    for (int i = 0; i < nodes; i++) {
      node(i, nodes, models);
    }
    promises();
    return text.toString();
  }

  private void node(int index, int nodes, int models) {
    if (index + 1 < nodes && random.nextInt(3) == 0) {
      family(index, nodes, models);
      return;
    }
    var to = new ArrayList<String>();
    int branches = 1 + random.nextInt(4);
    for (int i = 0; i < branches; i++) {
      int below = index + 1 + random.nextInt(3);
      String next =
          below < nodes && random.nextInt(3) == 0 ? "f" + below : "m" + random.nextInt(models);
      if (!to.contains(next)) {
        to.add(next);
      }
    }
    boolean balance = random.nextInt(5) == 0;
    text.append("  f%d: { kind: %s, to: %s".formatted(index, balance ? "balance" : "fallback", to));
    text.append(balance ? ", by: turns }\n" : fallback() + " }\n");
  }

  /// A budget of some models. A call that comes whole costs $0.0004, and holds more.
  private void family(int index, int nodes, int models) {
    int over = random.nextInt(3);
    int below = index + 1 + random.nextInt(nodes - index - 1);
    text.append("  f%d: { kind: budget, usd: %s, per: hour, ".formatted(index, usd()))
        .append("when: 'model.labels.region == \"us\"', within: f%d, over: ".formatted(below))
        .append(over == 0 ? "full" : over == 1 ? "m" + random.nextInt(models) : "f" + (nodes - 1))
        .append(" }\n");
  }

  private String usd() {
    return List.of("0.0004", "0.02", "1000").get(random.nextInt(3));
  }

  private String fallback() {
    var more = new StringBuilder();
    if (random.nextInt(3) == 0) {
      more.append(", retries: ").append(1 + random.nextInt(2));
    }
    if (random.nextInt(3) == 0) {
      more.append(", attempts: ").append(1 + random.nextInt(6));
    }
    if (random.nextInt(4) == 0) {
      more.append(", on: ").append(CLASSES.subList(0, 1 + random.nextInt(CLASSES.size())));
    }
    if (random.nextInt(3) == 0) {
      more.append(", mid_stream: continue");
    }
    return more.toString();
  }

  private void promises() {
    text.append("promises:\n")
        .append("  - { name: Local, when: 'metadata.data == \"health\"', ")
        .append("only: 'model.labels.region == \"local\"' }\n")
        .append("  - { name: Cheap, usd: ")
        .append(random.nextBoolean() ? "0.02" : "0.001")
        .append(" }\n");
    if (random.nextInt(3) == 0) {
      text.append("  - { name: Few, attempts: ").append(1 + random.nextInt(3)).append(" }\n");
    }
  }
}
