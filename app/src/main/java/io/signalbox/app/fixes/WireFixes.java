package io.signalbox.app.fixes;

import io.signalbox.engine.graph.BranchingNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// What fixes connections that are missing, broken, or form cycles.
record WireFixes(RoutingGraph graph) {
  private static final int OFFERED = 2;

  /// What could be the entry point: first what nothing is connected to.
  List<Fix> starts() {
    Set<String> led = new HashSet<>();
    graph.nodes().values().forEach(node -> node.exits().forEach(exit -> led.add(exit.to())));
    return all()
        .filter(id -> !graph.isDisabled(id))
        .sorted(java.util.Comparator.comparing(led::contains))
        .limit(OFFERED)
        .<Fix>map(id -> new Fix.Edit("Set entry point to " + title(id), new GraphEdit.SetStart(id)))
        .toList();
  }

  /// Connects an exit, or the entry point, to something else.
  List<Fix> target(Problem problem, Optional<String> meant) {
    if (problem.place().equals(Place.START)) {
      return meant
          .map(id -> Fixes.edit("Set entry point to " + title(id), new GraphEdit.SetStart(id)))
          .orElseGet(this::starts);
    }
    Optional<Node> node = problem.place().node().flatMap(graph::node);
    return node.map(each -> target(each, problem.place().field(), meant)).orElse(List.of());
  }

  private List<Fix> target(Node node, Place field, Optional<String> meant) {
    Optional<Slot> slot = Slot.of(field);
    var fixes = new ArrayList<Fix>();
    if (slot.isPresent()) {
      meant.ifPresent(id -> fixes.add(connected(node, slot.get(), id, "Use ")));
      if (meant.isEmpty()) {
        candidates(node, slot.get())
            .forEach(id -> fixes.add(connected(node, slot.get(), id, "Connect to ")));
      }
    }
    fixes.addAll(withoutBranch(node, field));
    return fixes;
  }

  private Fix connected(Node node, Slot slot, String id, String words) {
    return new Fix.Edit(words + title(id), new GraphEdit.Connect(node.id(), slot, id));
  }

  /// What an exit could be connected to without a cycle: what nothing leads to yet, what the node's
  /// other exits lead to, any model.
  private List<String> candidates(Node node, Slot slot) {
    Set<String> before = leadingTo(node.id());
    before.add(node.id());
    Set<String> others = new LinkedHashSet<>();
    String now = "";
    for (Exit exit : node.exits()) {
      if (exit.slot().equals(slot)) {
        now = exit.to();
      } else {
        others.add(exit.to());
      }
    }
    boolean list = node instanceof BranchingNode;
    boolean consulted =
        node.exits().stream()
            .anyMatch(exit -> exit.slot().equals(slot) && exit.purpose() == Exit.Purpose.CONSULTED);
    Set<String> reached = reached();
    String old = now;
    return Stream.of(
            all().filter(id -> !reached.contains(id)),
            list ? Stream.<String>empty() : others.stream().toList().reversed().stream(),
            graph.models().keySet().stream())
        .flatMap(each -> each)
        .filter(id -> graph.has(id) && !before.contains(id) && !id.equals(old))
        .filter(id -> !list || !others.contains(id))
        .filter(id -> !consulted || graph.models().containsKey(id))
        .filter(id -> !graph.isDisabled(id))
        .distinct()
        .limit(OFFERED)
        .toList();
  }

  private Set<String> reached() {
    return closure(
        List.of(graph.start()),
        id -> graph.node(id).stream().flatMap(node -> node.exits().stream()).map(Exit::to));
  }

  /// The nodes from which requests can come to this one.
  private Set<String> leadingTo(String id) {
    var inputs = new HashMap<String, Set<String>>();
    for (Node node : graph.nodes().values()) {
      for (Exit exit : node.exits()) {
        inputs.computeIfAbsent(exit.to(), to -> new LinkedHashSet<>()).add(node.id());
      }
    }
    Set<String> before = closure(List.of(id), to -> inputs.getOrDefault(to, Set.of()).stream());
    before.remove(id);
    return before;
  }

  private static Set<String> closure(
      List<String> from, java.util.function.Function<String, Stream<String>> next) {
    var seen = new LinkedHashSet<String>();
    Deque<String> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      String id = open.pop();
      if (seen.add(id)) {
        next.apply(id).forEach(open::push);
      }
    }
    return seen;
  }

  /// What nothing leads to goes, with whatever leads to it, for nobody reaches that either.
  List<Fix> unreachable(Problem problem) {
    return problem.place().id().filter(graph::has).stream()
        .<Fix>map(id -> {
          List<GraphEdit> gone = new ArrayList<>();
          leadingTo(id).forEach(each -> gone.add(new GraphEdit.Remove(each)));
          gone.add(new GraphEdit.Remove(id));
          return gone.size() == 1
              ? new Fix.Edit("Remove", gone.getFirst())
              : new Fix.Edit("Remove with its inputs", new GraphEdit.Several(gone));
        })
        .toList();
  }

  List<Fix> disabled(Problem problem) {
    Optional<String> to =
        problem.place().equals(Place.START)
            ? Optional.of(graph.start())
            : problem.place().node().flatMap(graph::node).stream()
                .flatMap(node -> node.exits().stream())
                .filter(exit -> Slot.of(problem.place().field()).equals(Optional.of(exit.slot())))
                .map(Exit::to)
                .findFirst();
    return to.filter(graph::isDisabled).stream()
        .<Fix>map(id -> new Fix.Edit("Enable " + title(id), new GraphEdit.Disable(id, false)))
        .toList();
  }

  /// The node without the branch or rule at a path; a list of branches keeps at least one.
  List<Fix> withoutBranch(Node node, Place field) {
    OptionalInt index = field.index(1);
    if (index.isEmpty()) {
      return List.of();
    }
    int at = index.getAsInt();
    boolean rule = field.key(0).equals(Optional.of("rules"));
    if (rule && node instanceof RulesNode rules && at < rules.rules().size()) {
      return Fixes.edit("Remove the rule", new GraphEdit.PutNode(rules.withoutRule(at)));
    }
    return node instanceof BranchingNode branching && isBranch(branching, at)
        ? Fixes.edit("Remove from the list", new GraphEdit.PutNode(branching.withoutBranch(at)))
        : List.of();
  }

  private static boolean isBranch(BranchingNode node, int at) {
    return node.exits().size() > 1 && at < node.exits().size();
  }

  List<Fix> firstBranch(BranchingNode node) {
    return candidates(node, new Slot.Item("to", 0)).stream()
        .<Fix>map(id ->
            new Fix.Edit("Connect to " + title(id), new GraphEdit.PutNode(node.withBranch(id))))
        .toList();
  }

  /// A node that decides nothing goes; what led to it leads straight on.
  List<Fix> straightOn(Node node) {
    String to = node.exits().isEmpty() ? "" : node.exits().getLast().to();
    if (!graph.has(to)) {
      return List.of();
    }
    var edits = new ArrayList<GraphEdit>();
    for (Node other : graph.nodes().values()) {
      other.exits().stream()
          .filter(exit -> exit.to().equals(node.id()))
          .forEach(exit -> edits.add(new GraphEdit.Connect(other.id(), exit.slot(), to)));
    }
    if (graph.start().equals(node.id())) {
      edits.add(new GraphEdit.SetStart(to));
    }
    edits.add(new GraphEdit.Remove(node.id()));
    return Fixes.edit("Remove it", new GraphEdit.Several(edits));
  }

  private Stream<String> all() {
    return Stream.concat(graph.nodes().keySet().stream(), graph.models().keySet().stream());
  }

  private String title(String id) {
    return graph
        .node(id)
        .map(Node::title)
        .or(() -> graph.model(id).map(model -> model.about().name().orElse(id)))
        .orElse(id);
  }
}
