package io.signalbox.engine.graph.proof;

import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.BranchingNode;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.StayNode;
import io.signalbox.engine.graph.StepLimits;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Follows all paths through a graph that some request may take, with what is known of that
/// request. Where many paths meet, only what is known on all of them is kept, so that the work
/// grows with the graph and not with the number of paths.
///
/// Example: twenty rules nodes in a row, each with two exits to the next: a million paths. A node
/// is gone through again only if less is known than on all visits before, for what is true of any
/// request is then looked at already ([Knowledge#covers]). After [#MOST_APART] visits the next is
/// merged with the last ([Knowledge#common]), which can happen only as often as there are facts to
/// forget. So a node is left some dozens of times and not a million.
public final class PathExploration {
  /// So many paths into one node are distinguished.
  private static final int MOST_APART = 24;

  /// After so many steps the walk gives up.
  private static final int MOST_STEPS = 200_000;

  private static final Set<Signal> REQUEST =
      Set.of(
          Signal.MODEL,
          Signal.USER,
          Signal.CONVERSATION,
          Signal.METADATA,
          Signal.TEXT,
          Signal.SYSTEM,
          Signal.MESSAGES,
          Signal.TOKENS,
          Signal.MAX_TOKENS,
          Signal.IMAGES,
          Signal.STREAM,
          Signal.HAS_TOOLS,
          Signal.WANTS_JSON,
          Signal.TOOLS,
          Signal.LANGUAGE,
          Signal.REASONING);

  private final RoutingGraph graph;
  private final StepLimits limits;
  private final Set<String> worthwhile;
  private final Visitor visitor;
  private final Deque<State> next = new ArrayDeque<>();
  private final Map<String, List<Knowledge>> seen = new HashMap<>();
  private final Set<Wire> wires = new HashSet<>();
  private boolean stopped;

  private record State(Knowledge known, GraphPath way) {}

  /// A wire that some request may take.
  record Wire(String from, String path) {}

  /// Told of the models that are reached.
  interface Visitor {
    /// @return whether to go on
    boolean reached(Model model, Knowledge known, GraphPath way);

    /// The model is called for the decision of a node, whatever else it is called for.
    ///
    /// @return whether to go on
    default boolean consulted(AskNode node, Model model, Knowledge known, GraphPath way) {
      return reached(model, known, way);
    }
  }

  /// @param targets the models that matter
  PathExploration(RoutingGraph graph, Set<String> targets, Visitor visitor) {
    this.graph = graph;
    this.limits = StepLimits.of(graph);
    this.visitor = visitor;
    this.worthwhile = leadingTo(graph, targets);
  }

  /// The wires that some request may take.
  Set<Wire> wires() {
    return wires;
  }

  /// Follows all paths of the requests of which one of these cases is true.
  ///
  /// @return whether it came to an end
  boolean go(List<Knowledge> cases, List<GraphPath.Decision> start) {
    for (Knowledge known : cases) {
      arrive(known, GraphPath.start(graph.start(), start));
    }
    for (int steps = 0; !next.isEmpty(); steps++) {
      if (steps > MOST_STEPS) {
        return false;
      }
      State state = next.pop();
      String id = state.way().id();
      boolean goOn =
          graph
              .model(id)
              .map(model -> visitor.reached(model, state.known(), state.way()))
              .orElse(true);
      if (!goOn) {
        return true;
      }
      graph.node(id).ifPresent(node -> leave(node, state));
      if (stopped) {
        return true;
      }
    }
    return true;
  }

  private void leave(Node node, State state) {
    switch (node) {
      case RulesNode rules -> rules(rules, state);
      case RewriteNode rewrite -> rewrite(rewrite, state);
      case AskNode n -> {
        consulted(n, state);
        everywhere(n, state);
      }
      case BranchingNode n -> everywhere(n, state);
      case IntentNode n -> everywhere(n, state);
      case LearnedNode n -> everywhere(n, state);
      case MirrorNode n -> everywhere(n, state);
      case CacheNode n -> everywhere(n, state); // a hit ends the route without a call
      case GateNode n -> everywhere(n, state);
      case QuotaNode n -> everywhere(n, state);
      case StayNode n -> everywhere(n, state);
      case RejectNode n -> {}
    }
  }

  /// A model that is called for a decision is sent less than one that is called for the answer, so
  /// what is known of one call says nothing of the other.
  private void consulted(AskNode node, State state) {
    for (Exit exit : node.exits()) {
      if (exit.purpose() == Exit.Purpose.CONSULTED && worthwhile.contains(exit.to())) {
        wires.add(new Wire(node.id(), exit.path()));
        GraphPath way = state.way().to(exit.to(), List.of());
        stopped |=
            graph
                .model(exit.to())
                .map(model -> !visitor.consulted(node, model, state.known(), way))
                .orElse(false);
      }
    }
  }

  private void everywhere(Node node, State state) {
    for (Exit exit : node.exits()) {
      if (exit.purpose() == Exit.Purpose.CONSULTED) {
        continue;
      }
      take(node, exit, state.known(), state.way().to(exit.to(), List.of()));
    }
  }

  private void rules(RulesNode node, State state) {
    List<Exit> exits = node.exits();
    var answers = new ArrayList<GraphPath.Decision>();
    List<Knowledge> left = List.of(state.known());
    for (int i = 0; i < node.rules().size() && !left.isEmpty(); i++) {
      Condition when = node.rules().get(i).when();
      var taken = new ArrayList<>(answers);
      taken.add(state.way().decision(when, true));
      for (Knowledge known : left) {
        for (Knowledge each : Assumption.holds(when, known)) {
          take(node, exits.get(i), each, state.way().to(exits.get(i).to(), taken));
        }
      }
      answers.add(state.way().decision(when, false));
      left = failing(when, left, limits);
    }
    for (Knowledge known : left) {
      take(node, exits.getLast(), known, state.way().to(exits.getLast().to(), answers));
    }
  }

  /// Too many cases are not distinguished: then what was known before is still right.
  public static List<Knowledge> failing(Condition when, List<Knowledge> known, StepLimits limits) {
    List<Knowledge> left =
        known.stream().flatMap(each -> Assumption.fails(when, each, limits).stream()).toList();
    return left.size() > MOST_APART ? known : left;
  }

  private void rewrite(RewriteNode node, State state) {
    Set<Signal> changed = changed(node);
    Set<String> labels = labels(node);
    Knowledge known =
        state.known().without(each -> changed.contains(each.signal()) || isOneOf(each, labels));
    var all = new HashSet<>(state.way().changed());
    all.addAll(changed);
    if (!labels.isEmpty()) {
      all.add(Signal.METADATA);
    }
    take(node, node.exits().getFirst(), known, state.way().to(node.to(), Set.copyOf(all)));
  }

  private static boolean isOneOf(Expr.Variable variable, Set<String> labels) {
    if (variable.signal() != Signal.METADATA || labels.isEmpty()) {
      return false;
    }
    return variable.path().isEmpty() || labels.contains(variable.path().getFirst());
  }

  /// The labels that a node sets or drops. A label that the client sends in a header stands above
  /// them, so nothing is known of their values afterwards.
  private static Set<String> labels(RewriteNode node) {
    var labels = new HashSet<String>();
    node.set().keySet().forEach(name -> label(name, labels));
    node.drop().forEach(name -> label(name, labels));
    return labels;
  }

  private static void label(String name, Set<String> labels) {
    if (name.startsWith("metadata.")) {
      labels.add(name.substring("metadata.".length()));
    }
  }

  private static Set<Signal> changed(RewriteNode node) {
    var all = new HashSet<Signal>();
    node.set().keySet().forEach(name -> all.addAll(readFrom(name)));
    node.drop().forEach(name -> all.addAll(readFrom(name)));
    if (node.prepend().isPresent() || node.append().isPresent()) {
      all.addAll(Set.of(Signal.SYSTEM, Signal.TOKENS, Signal.CONVERSATION, Signal.MESSAGES));
    }
    if (!node.redact().isEmpty()) {
      all.addAll(
          Set.of(Signal.TEXT, Signal.SYSTEM, Signal.TOKENS, Signal.CONVERSATION, Signal.LANGUAGE));
    }
    return all;
  }

  private static Set<Signal> readFrom(String member) {
    if (member.startsWith("metadata.")) {
      return Set.of();
    }
    return switch (member) {
      case "temperature", "top_p", "top_k", "seed", "stop" -> Set.of();
      case "reasoning_effort" -> Set.of(Signal.REASONING);
      case "max_tokens", "max_completion_tokens", "max_output_tokens" -> Set.of(Signal.MAX_TOKENS);
      case "tools" -> Set.of(Signal.TOOLS, Signal.HAS_TOOLS, Signal.TOKENS);
      case "images" -> Set.of(Signal.IMAGES, Signal.TOKENS, Signal.MESSAGES, Signal.CONVERSATION);
      case "response_format" -> Set.of(Signal.WANTS_JSON);
      case "stream" -> Set.of(Signal.STREAM);
      default -> REQUEST;
    };
  }

  private void take(Node node, Exit exit, Knowledge known, GraphPath way) {
    wires.add(new Wire(node.id(), exit.path()));
    arrive(known, way);
  }

  private void arrive(Knowledge known, GraphPath way) {
    if (!worthwhile.contains(way.id())) {
      return;
    }
    List<Knowledge> before = seen.computeIfAbsent(way.id(), id -> new ArrayList<>());
    if (before.stream().anyMatch(each -> each.covers(known))) {
      return;
    }
    Knowledge kept = before.size() < MOST_APART ? known : known.common(before.getLast());
    if (before.size() > MOST_APART) {
      before.removeLast();
    }
    before.add(kept);
    next.push(new State(kept, way));
  }

  private static Set<String> leadingTo(RoutingGraph graph, Set<String> targets) {
    var into = new HashMap<String, List<String>>();
    for (Node node : graph.nodes().values()) {
      for (Exit exit : node.exits()) {
        into.computeIfAbsent(exit.to(), id -> new ArrayList<>()).add(node.id());
      }
    }
    var found = new HashSet<String>();
    Deque<String> open = new ArrayDeque<>(targets);
    while (!open.isEmpty()) {
      String id = open.pop();
      if (found.add(id)) {
        into.getOrDefault(id, List.of()).forEach(open::push);
      }
    }
    return found;
  }
}
