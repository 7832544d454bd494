package io.signalbox.engine.graph.check;

import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.format.Units;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Checks the fields of nodes: what is missing, empty, out of range, or said twice.
final class NodeCheck {
  /// So many times a branch may be tried again.
  private static final int MOST_RETRIES = 10;

  private final RoutingGraph graph;
  private final List<Problem> problems = new ArrayList<>();

  NodeCheck(RoutingGraph graph) {
    this.graph = graph;
  }

  List<Problem> problems() {
    named("name", graph.name(), "The graph", "name: Support desk");
    graph.models().values().forEach(this::model);
    graph.nodes().values().forEach(this::node);
    for (int i = 0; i < graph.promises().size(); i++) {
      promise("promises[" + i + "]", graph.promises().get(i), "Promise " + (i + 1));
    }
    for (int i = 0; i < graph.frames().size(); i++) {
      frame("frames[" + i + "]", graph.frames().get(i));
    }
    return problems;
  }

  private void model(Model model) {
    String path = "models." + model.id();
    named(path + ".provider", model.provider(), model.id(), "provider: openai");
    named(path + ".model", model.model(), model.id(), "model: gpt-5.1");
  }

  private void node(Node node) {
    String path = "nodes." + node.id();
    switch (node) {
      case RulesNode n -> rules(path, n);
      case SplitNode n -> split(path, n);
      case BalanceNode n -> balance(path, n);
      case FallbackNode n -> fallback(path, n);
      case BudgetNode n -> positive(path + ".usd", n.usd().usd());
      case LimitNode n -> limit(path, n);
      case RewriteNode n -> rewrite(path, n);
      case RejectNode n -> reject(path, n);
    }
  }

  private void rules(String path, RulesNode node) {
    if (node.rules().isEmpty()) {
      add(ProblemCode.NO_RULES, path + ".rules", node.id());
    }
  }

  private void split(String path, SplitNode node) {
    if (node.shares().isEmpty()) {
      add(ProblemCode.NO_BRANCHES, path + ".shares", node.id());
    }
    for (int i = 0; i < node.shares().size(); i++) {
      positive(path + ".shares[" + i + "].share", node.shares().get(i).share());
    }
    twice(path + ".shares", node.shares().stream().map(SplitNode.Share::to).toList());
  }

  private void balance(String path, BalanceNode node) {
    branches(path, node.id(), node.to());
    part(path + ".where.error_rate", node.where().errorRate());
    part(path + ".where.headroom", node.where().headroom());
    duration(path + ".where.p95_first_token", node.where().p95FirstToken());
  }

  private void fallback(String path, FallbackNode node) {
    branches(path, node.id(), node.to());
    if (node.on().isEmpty() && node.to().size() > 1) {
      add(ProblemCode.NO_FAILURE_CLASSES, path + ".on", node.id());
    }
    if (node.retries() < 0 || node.retries() > MOST_RETRIES) {
      outOfRange(path + ".retries", node.retries(), "0 to " + MOST_RETRIES);
    }
    if (node.attempts().isPresent()) {
      atLeastOne(path + ".attempts", node.attempts().getAsInt());
      attemptsAboveLimit(path + ".attempts", node.attempts().getAsInt());
    }
    duration(path + ".first_token", node.firstToken());
    duration(path + ".total", node.total());
  }

  private void limit(String path, LimitNode node) {
    node.requests().ifPresent(most -> atLeastOne(path + ".requests", most));
    node.tokens().ifPresent(most -> atLeastOne(path + ".tokens", most));
    if (node.requests().isEmpty() && node.tokens().isEmpty()) {
      add(ProblemCode.NO_LIMIT, path, node.id());
    }
  }

  private void rewrite(String path, RewriteNode node) {
    boolean nothing =
        node.set().isEmpty()
            && node.drop().isEmpty()
            && node.prepend().isEmpty()
            && node.append().isEmpty()
            && node.redact().isEmpty();
    if (nothing) {
      add(ProblemCode.NO_CHANGE, path, node.id());
    }
  }

  private void reject(String path, RejectNode node) {
    if (node.status() < 400 || node.status() > 599) {
      outOfRange(path + ".status", node.status(), "400 to 599; 403 and 429 are common");
    }
    named(path + ".message", node.message(), node.id(), "message: Closed on Sundays");
  }

  private void promise(String path, Promise promise, String shown) {
    named(path + ".name", promise.name(), shown, "name: Patient data stays here");
    if (promise.only().isEmpty() && promise.attempts().isEmpty() && promise.usd().isEmpty()) {
      problems.add(Problem.of(ProblemCode.EMPTY_PROMISE, path).with("promise", promise.name()));
    }
    promise.attempts().ifPresent(most -> atLeastOne(path + ".attempts", most));
    promise.usd().ifPresent(most -> positive(path + ".usd", most.usd()));
  }

  private void frame(String path, Frame frame) {
    if (frame.name().isEmpty() && frame.note().isEmpty()) {
      problems.add(Problem.of(ProblemCode.EMPTY_FRAME, path));
    }
  }

  private void branches(String path, String id, List<String> to) {
    if (to.isEmpty()) {
      add(ProblemCode.NO_BRANCHES, path + ".to", id);
    }
    twice(path + ".to", to);
  }

  private void twice(String path, List<String> targets) {
    var seen = new HashSet<String>();
    for (int i = 0; i < targets.size(); i++) {
      String to = targets.get(i);
      if (!to.isEmpty() && !seen.add(to)) {
        add(ProblemCode.DUPLICATE_BRANCH, path + "[" + i + "]", to);
      }
    }
  }

  private void named(String path, String text, String id, String example) {
    if (text.isEmpty()) {
      problems.add(
          Problem.of(ProblemCode.MISSING_VALUE, path)
              .with("id", id)
              .with("field", field(path))
              .with("example", example));
    }
  }

  private void positive(String path, BigDecimal value) {
    if (value.signum() <= 0) {
      outOfRange(path, value.stripTrailingZeros().toPlainString(), "a number above 0");
    }
  }

  private void atLeastOne(String path, long value) {
    if (value < 1) {
      outOfRange(path, value, "1 or more");
    }
  }

  private void attemptsAboveLimit(String path, int attempts) {
    if (attempts > RoutingGraph.MOST_ATTEMPTS) {
      problems.add(
          Problem.of(ProblemCode.ATTEMPTS_ABOVE_LIMIT, path)
              .with("value", attempts)
              .with("limit", RoutingGraph.MOST_ATTEMPTS));
    }
  }

  private void part(String path, OptionalDouble value) {
    double share = value.orElse(0);
    if (!(share >= 0 && share <= 1)) {
      outOfRange(path, share, "0% to 100%");
    }
  }

  private void duration(String path, Optional<Duration> value) {
    value
        .filter(most -> !most.isPositive())
        .ifPresent(most -> outOfRange(path, Units.text(most), "a time longer than 0, as in 2s"));
  }

  private void outOfRange(String path, Object value, String range) {
    problems.add(
        Problem.of(ProblemCode.OUT_OF_RANGE, path)
            .with("value", value)
            .with("field", field(path))
            .with("range", range));
  }

  private static String field(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private void add(ProblemCode code, String path, String id) {
    problems.add(Problem.of(code, path).with("id", id));
  }
}
