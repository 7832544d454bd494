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
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.StayNode;
import io.signalbox.engine.graph.StepLimits;
import io.signalbox.engine.graph.condition.Condition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final RoutingGraph graph;
  private final StepLimits limits;
  private final Set<String> worthwhile;
  private final Set<String> outside;
  private final Visitor visitor;
  private final Deque<State> next = new ArrayDeque<>();
  private final List<State> arrived = new ArrayList<>();
  private final Map<Arrival, List<Knowledge>> seen = new HashMap<>();
  private final Set<Wire> wires = new HashSet<>();
  private boolean stopped;

  private record State(Knowledge known, GraphPath way) {}

  /// Paths by different ways out are told apart, for each of them is of interest.
  private record Arrival(String id, Optional<Place> out) {}

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

    /// @return whether what comes behind a way out is still of interest
    default boolean follows(Place out) {
      return true;
    }
  }

  /// Follows the paths to all models.
  PathExploration(RoutingGraph graph, Visitor visitor) {
    this(graph, graph.models().keySet(), Set.of(), visitor);
  }

  /// @param targets the models that matter
  /// @param outside the nodes and models behind a way out; paths by different ways out are told
  ///   apart
  PathExploration(RoutingGraph graph, Set<String> targets, Set<String> outside, Visitor visitor) {
    this.graph = graph;
    this.limits = StepLimits.of(graph);
    this.visitor = visitor;
    this.worthwhile = leadingTo(graph, targets);
    this.outside = outside;
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
      arrive(known, marked(GraphPath.start(graph.start(), start)));
    }
    queue();
    for (int steps = 0; !next.isEmpty(); steps++) {
      if (steps > MOST_STEPS) {
        return false;
      }
      State state = next.pop();
      if (state.way().out().map(visitor::follows).orElse(true)) {
        visit(state);
        queue();
      }
      if (stopped) {
        return true;
      }
    }
    return true;
  }

  private void visit(State state) {
    String id = state.way().id();
    stopped |=
        graph
            .model(id)
            .map(model -> !visitor.reached(model, state.known(), state.way()))
            .orElse(false);
    graph.node(id).ifPresent(node -> leave(node, state));
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
        GraphPath way = marked(state.way().to(node, exit, List.of()));
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
      take(node, exit, state.known(), state.way().to(node, exit, List.of()));
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
          take(node, exits.get(i), each, state.way().to(node, exits.get(i), taken));
        }
      }
      answers.add(state.way().decision(when, false));
      left = failing(when, left, limits);
    }
    for (Knowledge known : left) {
      take(node, exits.getLast(), known, state.way().to(node, exits.getLast(), answers));
    }
  }

  /// Too many cases are not distinguished: then what was known before is still right.
  public static List<Knowledge> failing(Condition when, List<Knowledge> known, StepLimits limits) {
    List<Knowledge> left =
        known.stream().flatMap(each -> Assumption.fails(when, each, limits).stream()).toList();
    return left.size() > MOST_APART ? known : left;
  }

  private void rewrite(RewriteNode node, State state) {
    var change = RewriteChange.of(node);
    Exit exit = node.exits().getFirst();
    GraphPath way = state.way().to(node, exit, change.signals(state.way().changed()));
    take(node, exit, change.left(state.known()), way);
  }

  private void take(Node node, Exit exit, Knowledge known, GraphPath way) {
    wires.add(new Wire(node.id(), exit.path()));
    arrive(known, marked(way));
  }

  private GraphPath marked(GraphPath way) {
    return outside.contains(way.id()) ? way.outside() : way;
  }

  private void arrive(Knowledge known, GraphPath way) {
    if (!worthwhile.contains(way.id())) {
      return;
    }
    var arrival = new Arrival(way.id(), way.out());
    List<Knowledge> before = seen.computeIfAbsent(arrival, each -> new ArrayList<>());
    if (before.stream().anyMatch(each -> each.covers(known))) {
      return;
    }
    Knowledge kept = before.size() < MOST_APART ? known : known.common(before.getLast());
    if (before.size() > MOST_APART) {
      before.removeLast();
    }
    before.add(kept);
    arrived.add(new State(kept, way));
  }

  /// The first exit of a node is followed to its end before the second.
  private void queue() {
    arrived.reversed().forEach(next::push);
    arrived.clear();
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
