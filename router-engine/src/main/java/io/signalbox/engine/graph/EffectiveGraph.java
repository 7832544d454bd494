package io.signalbox.engine.graph;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The graph that is really run: what is disabled is left out, and wires to it lead on as the
/// disabled node would when it has nothing to say: rules by `otherwise`, a budget or limit by
/// `within`, a rewrite by `to`, a split, balance or fallback by its first branch that leads to
/// something. A branch that leads to nothing but what is disabled is left out of its list. An exit
/// that cannot be left out then leads nowhere, which is an error. Knows where everything stands in
/// the graph as it is written. Immutable.
public final class EffectiveGraph {
  private final RoutingGraph written;
  private final RoutingGraph graph;
  private final Map<String, Target> targets = new HashMap<>();
  private final Map<String, List<Integer>> kept = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /// Where a wire leads in the end.
  ///
  /// @param id of what is there
  /// @param dead whether that is disabled and leads no further
  private record Target(String id, boolean dead) {}

  private EffectiveGraph(RoutingGraph written) {
    this.written = written;
    var models = new LinkedHashMap<>(written.models());
    models.keySet().removeAll(written.disabled());
    var nodes = new LinkedHashMap<String, Node>();
    Target start = follow(written.start());
    if (start.dead()) {
      String what = "Requests begin at " + by(written.start(), start) + ", which is disabled.";
      error("start", what, "Enable it, or start elsewhere.");
    }
    written
        .nodes()
        .forEach((id, node) -> {
          if (!written.isDisabled(id)) {
            nodes.put(id, led(node));
          }
        });
    this.graph =
        new RoutingGraph(
            written.name(),
            start.dead() ? "" : start.id(),
            written.timezone(),
            models,
            nodes,
            written.promises(),
            Set.of(),
            written.frames());
  }

  /// What is in force of a graph.
  public static EffectiveGraph of(RoutingGraph written) {
    return new EffectiveGraph(written);
  }

  /// The graph to run; nothing in it is disabled. Equal to the written one if nothing is there.
  public RoutingGraph graph() {
    return graph;
  }

  /// Where something stands in the graph as it is written.
  ///
  /// @param path its place in the graph to run: `nodes.code.to[0]`
  public String written(String path) {
    for (Map.Entry<String, List<Integer>> entry : kept.entrySet()) {
      for (String list : List.of("to[", "shares[")) {
        String start = "nodes." + entry.getKey() + "." + list;
        int close = path.indexOf(']', start.length());
        if (path.startsWith(start) && close > 0) {
          int index = Integer.parseInt(path.substring(start.length(), close));
          return start + entry.getValue().get(index) + path.substring(close);
        }
      }
    }
    return path;
  }

  /// The exit as it is written that a step of a trace names.
  ///
  /// @param node the step's node
  /// @param label the step's exit
  /// @param to where the step led
  public Optional<Exit> exit(String node, String label, String to) {
    String above = "nodes." + node + ".";
    Optional<String> path =
        graph.node(node).stream()
            .flatMap(each -> each.exits().stream())
            .filter(exit -> exit.label().equals(label) && exit.to().equals(to))
            .map(exit -> written(above + exit.path()))
            .findFirst();
    return path.flatMap(place ->
        written.node(node).stream()
            .flatMap(each -> each.exits().stream())
            .filter(exit -> place.equals(above + exit.path()))
            .findFirst());
  }

  /// The exits, as they are written, that cannot do without what is disabled.
  public List<Problem> problems() {
    return problems;
  }

  private Target follow(String id) {
    if (!written.isDisabled(id)) {
      return new Target(id, false);
    }
    Optional<Target> known = Optional.ofNullable(targets.get(id));
    if (known.isEmpty()) {
      targets.put(id, new Target(id, true)); // holds if the way comes back here
      targets.put(id, beyond(id));
    }
    return known.orElseGet(() -> targets.getOrDefault(id, new Target(id, true)));
  }

  private Target beyond(String id) {
    Optional<Target> last = Optional.empty();
    for (String to : written.node(id).map(Node::bypass).orElse(List.of())) {
      Target target = follow(to);
      if (!target.dead()) {
        return target;
      }
      last = last.or(() -> Optional.of(target));
    }
    return last.orElse(new Target(id, true));
  }

  private Node led(Node node) {
    List<Exit> exits = node.exits();
    List<Target> ends = exits.stream().map(exit -> follow(exit.to())).toList();
    List<Integer> branches = node instanceof BranchingNode ? branches(exits, ends) : List.of();
    var to = new HashMap<Slot, String>();
    for (int i = 0; i < exits.size(); i++) {
      to.put(exits.get(i).slot(), ends.get(i).dead() ? "" : ends.get(i).id());
      if (ends.get(i).dead() && branches.isEmpty()) {
        disabled(node, exits.get(i), ends.get(i));
      }
    }
    Node led = node.withTargets(to::getOrDefault);
    if (!(led instanceof BranchingNode all)
        || branches.isEmpty()
        || branches.size() == exits.size()) {
      return led;
    }
    kept.put(node.id(), branches);
    BranchingNode whole = all instanceof SplitNode split ? summed(split, ends, branches) : all;
    return whole.withOnly(branches);
  }

  /// The branches of a list that stay: those that lead somewhere, and of several that lead to the
  /// same only because one of them passes a disabled node, the first.
  private static List<Integer> branches(List<Exit> exits, List<Target> ends) {
    var branches = new ArrayList<Integer>();
    var there = new HashMap<String, Boolean>();
    for (int i = 0; i < exits.size(); i++) {
      String to = ends.get(i).id();
      boolean direct = to.equals(exits.get(i).to());
      boolean again = there.containsKey(to) && !(direct && there.getOrDefault(to, true));
      if (!ends.get(i).dead() && !again) {
        branches.add(i);
        there.put(to, direct);
      }
    }
    return branches;
  }

  /// The split with the shares of branches that go where another one goes added to that one's.
  private static SplitNode summed(SplitNode split, List<Target> ends, List<Integer> branches) {
    var shares = new ArrayList<>(split.shares());
    for (int i = 0; i < shares.size(); i++) {
      Target end = ends.get(i);
      if (!end.dead() && !branches.contains(i)) {
        int first = branches.stream().filter(at -> ends.get(at).equals(end)).findFirst().orElse(i);
        BigDecimal sum = shares.get(first).share().add(shares.get(i).share());
        shares.set(first, new SplitNode.Share(end.id(), sum));
      }
    }
    return split.withShares(shares);
  }

  private void disabled(Node node, Exit exit, Target end) {
    String what = "The exit " + exit.path() + " of " + node.id() + " leads to ";
    error(
        "nodes." + node.id() + "." + exit.path(),
        what + by(exit.to(), end) + ", which is disabled.",
        "Enable it, or lead this exit elsewhere.");
  }

  private static String by(String first, Target end) {
    return first.equals(end.id()) ? first : end.id() + " by way of " + first;
  }

  private void error(String path, String what, String fix) {
    problems.add(Problem.error("disabled", path, what, fix));
  }
}
