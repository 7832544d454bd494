package io.signalbox.engine.graph.proof;

import io.signalbox.engine.graph.BottomUp;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Proves that a request makes no more calls than promised. Counts what every wire that some
/// request may take adds, so the count is never too low.
///
/// **The idea.** From the models up to the start, each node has the most calls that a request can
/// make from there on. A node that fails over adds its branches up, for the request may try them
/// all; any other takes the largest, for a request takes one branch of it.
///
/// ```
/// f: fallback [ a, g ]         1 + 2 = 3, not exact
/// g: rules    [ b, h ]         the larger of 1 and 2 = 2
/// h: fallback [ c, d ]         1 + 1 = 2
/// a, b, c, d: models           1, or as many as they have keys
/// ```
///
/// A sum over branches with rules is not exact: two of them may be answered so that no request
/// makes all the calls. Calls for decisions of nodes and copies of requests are counted apart and
/// added. Then a promise of two calls is in doubt ([Verdict.Unknown]), else broken. A promise with
/// `when` counts only wires that such a request may take, which the walk has found before.
final class AttemptsProof {
  private final RoutingGraph graph;
  private final Set<PathExploration.Wire> wires;
  private final Map<String, Calls> known = new HashMap<>();
  private final Map<String, Long> beside = new HashMap<>();

  private AttemptsProof(RoutingGraph graph, Set<PathExploration.Wire> wires) {
    this.graph = graph;
    this.wires = wires;
  }

  /// The most calls from some place on.
  ///
  /// @param path the ids to the last call
  /// @param exits the exits between them
  /// @param exact whether one and the same request can make them all
  private record Calls(
      long most, List<String> path, List<Place> exits, boolean rules, boolean exact) {
    static final Calls NONE = of(0);

    static Calls of(long most) {
      return new Calls(most, List.of(), List.of(), false, true);
    }

    Calls atMost(long attempts) {
      return new Calls(Math.min(most, attempts), path, exits, rules, exact);
    }

    Calls conditional() {
      return new Calls(most, path, exits, true, exact);
    }

    Calls from(String id) {
      return new Calls(most, and(id, path), exits, rules, exact);
    }

    Calls by(Place exit) {
      return new Calls(most, path, and(exit, exits), rules, exact);
    }

    private static <T> List<T> and(T first, List<T> more) {
      var all = new ArrayList<T>(List.of(first));
      all.addAll(more);
      return all;
    }
  }

  static Verdict of(RoutingGraph graph, Promise promise, int most) {
    var walk = new PathExploration(graph, (model, facts, way) -> true);
    if (!walk.go(Promises.cases(promise), List.of())) {
      return Verdict.Unknown.tooMany(promise);
    }
    var proof = new AttemptsProof(graph, walk.wires());
    List<String> bottomUp = BottomUp.of(graph, graph.start());
    bottomUp.forEach(proof::from);
    bottomUp.forEach(proof::besides);
    Calls calls = proof.from(graph.start());
    long count = proof.answers(calls) + proof.besides(graph.start());
    if (count <= most) {
      return new Verdict.Holds(promise);
    }
    var exits = new ArrayList<>(List.of(Place.START));
    exits.addAll(calls.exits());
    String why = count + " calls are possible on " + Promises.shown(calls.path());
    if (calls.exact() && proof.answers(calls) > most) {
      return new Verdict.Broken(promise, calls.path(), exits, Optional.empty(), Map.of(), why);
    }
    String doubt = "up to " + why + ", but no request is known that makes them";
    return new Verdict.Unknown(promise, doubt, calls.path(), exits);
  }

  /// The most calls for the answer: what nodes say is capped for every request.
  private long answers(Calls calls) {
    return Math.min(calls.most(), graph.mostAttempts());
  }

  /// The most calls for decisions and copies from some place on.
  private long besides(String id) {
    Optional<Long> before = Optional.ofNullable(beside.get(id));
    if (before.isPresent()) {
      return before.get();
    }
    long most = graph.node(id).map(this::besides).orElse(0L);
    beside.put(id, most);
    return most;
  }

  private long besides(Node node) {
    long own = 0;
    long onward = 0;
    for (Exit exit : node.exits()) {
      if (!wires.contains(new PathExploration.Wire(node.id(), exit.path()))) {
        continue;
      }
      long below = besides(exit.to());
      if (exit.besides()) {
        own += 1 + below; // a copy makes one call where calls are promised
      } else {
        onward = node.failover().isPresent() ? onward + below : Math.max(onward, below);
      }
    }
    return Math.min(Integer.MAX_VALUE, own + onward);
  }

  private Calls from(String id) {
    Optional<Calls> before = Optional.ofNullable(known.get(id));
    if (before.isPresent()) {
      return before.get();
    }
    Calls calls =
        graph
            .node(id)
            .map(this::from)
            .orElseGet(() -> graph.model(id).map(AttemptsProof::byKey).orElse(Calls.NONE));
    Calls made = calls.from(id);
    known.put(id, made);
    return made;
  }

  /// One call with each key: the next is tried when one is refused.
  private static Calls byKey(Model model) {
    return Calls.of(model.byKey().size());
  }

  private Calls from(Node node) {
    List<Calls> branches =
        node.onward().stream()
            .filter(exit -> wires.contains(new PathExploration.Wire(node.id(), exit.path())))
            .map(exit -> from(exit.to()).by(Place.node(node.id()).at(exit.slot())))
            .toList();
    Calls calls =
        node.failover()
            .map(rule -> sum(branches, 1L + rule.retries()).atMost(rule.attempts()))
            .orElseGet(() -> isLeftLate(node) ? lateOver(branches) : most(branches));
    return node.conditional() ? calls.conditional() : calls;
  }

  /// A budget of some models goes over when no other model is left, also after calls of others.
  private static boolean isLeftLate(Node node) {
    return node instanceof BudgetNode budget && budget.when().isPresent();
  }

  /// One call fewer than the branch allows comes before those behind `over`, the last exit.
  private static Calls lateOver(List<Calls> branches) {
    Calls most = most(branches);
    Calls over = branches.isEmpty() ? Calls.NONE : branches.getLast();
    long before =
        Math.max(0, most(branches.subList(0, Math.max(0, branches.size() - 1))).most() - 1);
    long both = Math.min(Integer.MAX_VALUE, before + over.most());
    return both <= most.most()
        ? most
        : new Calls(both, over.path(), over.exits(), most.rules() || over.rules(), false);
  }

  private static Calls most(List<Calls> branches) {
    Calls most = Calls.NONE;
    boolean rules = false;
    for (Calls each : branches) {
      most = each.most() > most.most() ? each : most;
      rules |= each.rules();
    }
    return new Calls(most.most(), most.path(), most.exits(), rules, most.exact());
  }

  private static Calls sum(List<Calls> branches, long times) {
    long sum = 0;
    boolean rules = false;
    for (Calls each : branches) {
      sum = Math.min(Integer.MAX_VALUE, sum + times * each.most());
      rules |= each.rules();
    }
    Calls last = branches.isEmpty() ? Calls.NONE : branches.getLast();
    return new Calls(sum, last.path(), last.exits(), rules, !rules);
  }
}
