package io.signalbox.engine.graph;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The graph that is really run: what is disabled is left out, and wires to it continue as the
/// disabled node would when it has nothing to say: rules by `otherwise`, a budget or limit by
/// `within`, a rewrite by `to`, a split, balance or fallback by its first branch that is connected
/// to something. A branch that reaches only disabled parts is left out of its list. An exit that
/// cannot be left out is then not connected, which is an error. Knows where everything stands in
/// the graph as it is written. Immutable.
public final class EffectiveGraph {
  private final RoutingGraph written;
  private final RoutingGraph graph;
  private final Map<String, Target> targets = new HashMap<>();
  private final Map<String, List<Integer>> kept = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /// The final target of a wire.
  ///
  /// @param id of what is there
  /// @param dead whether that is disabled and has no further target
  private record Target(String id, boolean dead) {}

  private EffectiveGraph(RoutingGraph written) {
    this.written = written;
    var models = new LinkedHashMap<>(written.models());
    models.keySet().removeAll(written.disabled());
    var nodes = new LinkedHashMap<String, Node>();
    Target start = follow(written.start());
    if (start.dead()) {
      problems.add(
          Problem.of(ProblemCode.DISABLED_START, Place.START)
              .with("target", through(written.start(), start))
              .with("id", written.start()));
    }
    written
        .nodes()
        .forEach((id, node) -> {
          if (!isOff(id)) {
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
            written.frames(),
            written.folder());
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
  /// @param place its place in the graph to run: `nodes.code.to[0]`
  public Place written(Place place) {
    Optional<List<Integer>> branches = place.node().map(kept::get);
    return branches.isPresent() && place.index(3).isPresent() && isBranches(place)
        ? place.withIndex(3, branches.get().get(place.index(3).getAsInt()))
        : place;
  }

  private static boolean isBranches(Place place) {
    return place.key(2).filter(list -> list.equals("to") || list.equals("shares")).isPresent();
  }

  /// The exit as it is written that a step of a trace names.
  ///
  /// @param node the step's node
  /// @param label the step's exit
  /// @param to the target of the step
  public Optional<Exit> exit(String node, String label, String to) {
    Place above = Place.node(node);
    Optional<Place> place =
        graph.node(node).stream()
            .flatMap(each -> each.exits().stream())
            .filter(exit -> exit.label().equals(label) && exit.to().equals(to))
            .map(exit -> written(above.at(exit.slot())))
            .findFirst();
    return place.flatMap(found ->
        written.node(node).stream()
            .flatMap(each -> each.exits().stream())
            .filter(exit -> found.equals(above.at(exit.slot())))
            .findFirst());
  }

  /// The exits, as they are written, that cannot do without what is disabled.
  public List<Problem> problems() {
    return problems;
  }

  /// A disabled node on the route that is being followed, and the targets that are left to try.
  private static final class Passing {
    private final String id;
    private final Deque<String> left;
    private Optional<Target> last = Optional.empty();

    private Passing(String id, List<String> left) {
      this.id = id;
      this.left = new ArrayDeque<>(left);
    }
  }

  /// Whether requests pass it: it is disabled, or is there for the sake of a model that is.
  private boolean isOff(String id) {
    return written.isDisabled(id)
        || written.node(id).stream()
            .flatMap(node -> node.exits().stream())
            .anyMatch(exit ->
                exit.besides()
                    && written.model(exit.to()).isPresent()
                    && written.isDisabled(exit.to()));
  }

  /// The final target of a wire to an id; without recursion, so that a long chain is no trouble.
  private Target follow(String id) {
    Deque<Passing> open = new ArrayDeque<>();
    enter(id, open);
    while (!open.isEmpty()) {
      pass(open.element(), open);
    }
    return end(id);
  }

  private void enter(String id, Deque<Passing> open) {
    if (isOff(id) && !targets.containsKey(id)) {
      targets.put(id, new Target(id, true)); // holds if the route comes back here
      open.push(new Passing(id, written.node(id).map(Node::bypass).orElse(List.of())));
    }
  }

  private void pass(Passing passing, Deque<Passing> open) {
    if (passing.left.isEmpty()) {
      targets.put(passing.id, passing.last.orElse(new Target(passing.id, true)));
      open.pop();
      return;
    }
    String to = passing.left.element();
    int depth = open.size();
    enter(to, open);
    if (open.size() == depth) {
      passing.left.remove();
      Target target = end(to);
      passing.last =
          target.dead() ? passing.last.or(() -> Optional.of(target)) : Optional.of(target);
      if (!target.dead()) {
        passing.left.clear();
      }
    }
  }

  private Target end(String id) {
    return targets.getOrDefault(id, new Target(id, isOff(id)));
  }

  private Node led(Node node) {
    List<Exit> exits = node.exits();
    List<Target> ends = exits.stream().map(exit -> follow(exit.to())).toList();
    List<Integer> branches = node instanceof BranchingNode ? branches(exits, ends) : List.of();
    var to = new HashMap<Slot, String>();
    for (int i = 0; i < exits.size(); i++) {
      to.put(exits.get(i).slot(), ends.get(i).dead() ? "" : ends.get(i).id());
      boolean choice = node instanceof LearnedNode && exits.get(i).slot() instanceof Slot.Item;
      if (ends.get(i).dead() && branches.isEmpty() && !choice) {
        disabled(node, exits.get(i), ends.get(i));
      }
    }
    Node led = node.withTargets(to::getOrDefault);
    if (led instanceof LearnedNode learned) {
      return chosen(learned);
    }
    if (!(led instanceof BranchingNode all)
        || branches.isEmpty()
        || branches.size() == exits.size()) {
      return led;
    }
    kept.put(node.id(), branches);
    BranchingNode whole = all instanceof SplitNode split ? summed(split, ends, branches) : all;
    return whole.withOnly(branches);
  }

  /// A learned node chooses among the models that are left.
  private LearnedNode chosen(LearnedNode node) {
    List<Integer> left =
        IntStream.range(0, node.to().size())
            .filter(i -> !node.to().get(i).isEmpty())
            .boxed()
            .toList();
    if (left.size() == node.to().size()) {
      return node;
    }
    kept.put(node.id(), left);
    return node.withTo(Targets.only(node.to(), left));
  }

  /// The branches of a list that stay: those that are connected, and of several with the same only
  /// because one of them passes a disabled node, the first.
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
    problems.add(
        Problem.of(ProblemCode.DISABLED, Place.node(node.id()).at(exit.slot()))
            .with("exit", exit.path())
            .with("id", node.id())
            .with("target", through(exit.to(), end)));
  }

  private static String through(String first, Target end) {
    return first.equals(end.id()) ? first : end.id() + " (through " + first + ")";
  }
}
