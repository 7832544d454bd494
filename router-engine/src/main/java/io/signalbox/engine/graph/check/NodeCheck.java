package io.signalbox.engine.graph.check;

import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    named("name", graph.name(), "The graph has no name.", "Name it, as in `name: Support desk`.");
    graph.models().values().forEach(this::model);
    graph.nodes().values().forEach(this::node);
    for (int i = 0; i < graph.promises().size(); i++) {
      promise("promises[" + i + "]", graph.promises().get(i));
    }
    for (int i = 0; i < graph.frames().size(); i++) {
      frame("frames[" + i + "]", graph.frames().get(i));
    }
    return problems;
  }

  private void model(Model model) {
    String path = "models." + model.id();
    named(
        path + ".provider",
        model.provider(),
        model.id() + " has no provider.",
        "Say whose model it is, as in `provider: openai`.");
    named(
        path + ".model",
        model.model(),
        model.id() + " does not say which model of the provider it is.",
        "Give the provider's name of it, as in `model: gpt-5.1`.");
  }

  private void node(Node node) {
    String path = "nodes." + node.id();
    switch (node) {
      case RulesNode n -> rules(path, n);
      case SplitNode n -> split(path, n);
      case BalanceNode n -> balance(path, n);
      case FallbackNode n -> fallback(path, n);
      case BudgetNode n -> positive(path + ".usd", n.usd().usd(), "A budget");
      case LimitNode n -> limit(path, n);
      case RewriteNode n -> rewrite(path, n);
      case RejectNode n -> reject(path, n);
    }
  }

  private void rules(String path, RulesNode node) {
    if (node.rules().isEmpty()) {
      warn(
          "no-rules",
          path + ".rules",
          node.id() + " has no rules: everything goes the way of otherwise.",
          "Add a rule, or lead the wires to this node straight on.");
    }
  }

  private void split(String path, SplitNode node) {
    if (node.shares().isEmpty()) {
      error("no-branches", path + ".shares", node.id() + " has no branches.", "Add a branch.");
    }
    for (int i = 0; i < node.shares().size(); i++) {
      BigDecimal share = node.shares().get(i).share();
      positive(path + ".shares[" + i + "].share", share, "A share");
    }
    twice(path + ".shares", node.shares().stream().map(SplitNode.Share::to).toList());
  }

  private void balance(String path, BalanceNode node) {
    branches(path, node.id(), node.to());
    part(path + ".where.error_rate", node.where().errorRate());
    part(path + ".where.headroom", node.where().headroom());
    if (node.where().p95FirstToken().filter(most -> !most.isPositive()).isPresent()) {
      duration(path + ".where.p95_first_token");
    }
  }

  private void fallback(String path, FallbackNode node) {
    branches(path, node.id(), node.to());
    if (node.on().isEmpty() && node.to().size() > 1) {
      warn(
          "no-failures",
          path + ".on",
          node.id() + " moves on after no failure at all: only its first branch is ever asked.",
          "Name failures under on, or leave it out for the usual ones.");
    }
    if (node.retries() < 0 || node.retries() > MOST_RETRIES) {
      error(
          "out-of-range",
          path + ".retries",
          "A branch cannot be tried again " + node.retries() + " times.",
          "Give 0 to " + MOST_RETRIES + ".");
    }
    if (node.attempts().isPresent()) {
      atLeastOne(path + ".attempts", node.attempts().getAsInt(), "The most attempts");
      moreThanEver(path + ".attempts", node.attempts().getAsInt());
    }
    if (node.firstToken().filter(most -> !most.isPositive()).isPresent()) {
      duration(path + ".first_token");
    }
    if (node.total().filter(most -> !most.isPositive()).isPresent()) {
      duration(path + ".total");
    }
  }

  private void limit(String path, LimitNode node) {
    node.requests().ifPresent(most -> atLeastOne(path + ".requests", most, "A limit"));
    node.tokens().ifPresent(most -> atLeastOne(path + ".tokens", most, "A limit"));
    if (node.requests().isEmpty() && node.tokens().isEmpty()) {
      error(
          "no-limit",
          path,
          node.id() + " limits neither requests nor tokens.",
          "Give it requests, tokens or both.");
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
      warn(
          "no-change",
          path,
          node.id() + " changes nothing.",
          "Give it something to set, drop, add or redact, or remove it.");
    }
  }

  private void reject(String path, RejectNode node) {
    if (node.status() < 400 || node.status() > 599) {
      error(
          "out-of-range",
          path + ".status",
          node.status() + " is no status of an error.",
          "Give 400 to 599; 403 and 429 are usual.");
    }
    String fix = "Say why, as in `message: Closed on Sundays`.";
    named(path + ".message", node.message(), node.id() + " tells the client nothing.", fix);
  }

  private void promise(String path, Promise promise) {
    named(path + ".name", promise.name(), "This promise has no name.", "Say what is promised.");
    if (promise.only().isEmpty() && promise.attempts().isEmpty() && promise.usd().isEmpty()) {
      error(
          "empty-promise",
          path,
          "\"" + promise.name() + "\" promises nothing.",
          "Give it only, attempts or usd.");
    }
    promise.attempts().ifPresent(most -> atLeastOne(path + ".attempts", most, "The most attempts"));
    promise
        .usd()
        .ifPresent(most -> positive(path + ".usd", most.usd(), "The most that a call costs"));
  }

  private void frame(String path, Frame frame) {
    if (frame.name().isEmpty() && frame.note().isEmpty()) {
      warn("empty-frame", path, "This frame says nothing.", "Give it a name or a note.");
    }
  }

  private void branches(String path, String id, List<String> to) {
    if (to.isEmpty()) {
      error("no-branches", path + ".to", id + " has no branches.", "Lead it to a node or model.");
    }
    twice(path + ".to", to);
  }

  private void twice(String path, List<String> targets) {
    var seen = new HashSet<String>();
    for (int i = 0; i < targets.size(); i++) {
      String to = targets.get(i);
      if (!to.isEmpty() && !seen.add(to)) {
        warn(
            "duplicate-branch",
            path + "[" + i + "]",
            to + " is named twice.",
            "Name it once; retries ask the same model again.");
      }
    }
  }

  private void named(String path, String text, String what, String fix) {
    if (text.isEmpty()) {
      error("not-said", path, what, fix);
    }
  }

  private void positive(String path, BigDecimal value, String what) {
    if (value.signum() <= 0) {
      String shown = value.stripTrailingZeros().toPlainString();
      error("out-of-range", path, what + " cannot be " + shown + ".", "Give more than 0.");
    }
  }

  private void atLeastOne(String path, long value, String what) {
    if (value < 1) {
      error("out-of-range", path, what + " cannot be " + value + ".", "Give 1 or more.");
    }
  }

  private void moreThanEver(String path, int attempts) {
    if (attempts > RoutingGraph.MOST_ATTEMPTS) {
      warn(
          "more-than-ever",
          path,
          "A request makes at most "
              + RoutingGraph.MOST_ATTEMPTS
              + " calls, retries and fallbacks together, so "
              + attempts
              + " are never reached.",
          "Give " + RoutingGraph.MOST_ATTEMPTS + " or fewer.");
    }
  }

  private void part(String path, OptionalDouble value) {
    double share = value.orElse(0);
    if (!(share >= 0 && share <= 1)) {
      error("out-of-range", path, share + " is no share.", "Give 0% to 100%.");
    }
  }

  private void duration(String path) {
    error("out-of-range", path, "The time must be longer than nothing.", "Give 2s, for example.");
  }

  private void error(String code, String path, String what, String fix) {
    problems.add(Problem.error(code, path, what, fix));
  }

  private void warn(String code, String path, String what, String fix) {
    problems.add(Problem.warning(code, path, what, fix));
  }
}
