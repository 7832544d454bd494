package io.signalbox.engine.graph.check;

import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.text.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Checks ids and connections: that they exist, form no cycles, and reach everything.
final class StructureCheck {
  private final RoutingGraph graph;
  private final Set<String> ids = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  StructureCheck(RoutingGraph graph) {
    this.graph = graph;
    ids.addAll(graph.nodes().keySet());
    ids.addAll(graph.models().keySet());
  }

  List<Problem> problems() {
    ids();
    start();
    graph.nodes().forEach((id, node) -> wires(node));
    new Cycles().look();
    if (graph.has(graph.start())) {
      unreached();
    }
    return problems;
  }

  private void ids() {
    graph.nodes().forEach((key, node) -> id(Place.node(key), key, node.id()));
    graph.models().forEach((key, model) -> id(Place.model(key), key, model.id()));
    for (String id : graph.nodes().keySet()) {
      if (graph.models().containsKey(id)) {
        problems.add(Problem.of(ProblemCode.AMBIGUOUS_ID, Place.node(id)).with("id", id));
      }
    }
  }

  private void id(Place place, String key, String id) {
    if (!Id.isValid(key)) {
      problems.add(Problem.of(ProblemCode.BAD_ID, place).with("id", key).with("rule", Id.RULE));
    } else if (!key.equals(id)) {
      problems.add(Problem.of(ProblemCode.MISMATCHED_ID, place).with("key", key).with("id", id));
    }
  }

  private void start() {
    if (graph.start().isEmpty()) {
      problems.add(Problem.of(ProblemCode.NO_START, Place.START));
    } else {
      target(Place.START, graph.start());
    }
  }

  private void wires(Node node) {
    for (Exit exit : node.exits()) {
      Place place = Place.node(node.id()).at(exit.slot());
      if (exit.to().isEmpty()) {
        problems.add(
            Problem.of(ProblemCode.NO_TARGET, place)
                .with("exit", exit.path())
                .with("id", node.id()));
      } else {
        target(place, exit.to());
        consulted(place, exit);
      }
    }
  }

  private void consulted(Place place, Exit exit) {
    if (exit.purpose() == Exit.Purpose.CONSULTED && graph.nodes().containsKey(exit.to())) {
      problems.add(Problem.of(ProblemCode.NOT_A_MODEL, place).with("id", exit.to()));
    }
  }

  private void target(Place place, String to) {
    if (!graph.has(to)) {
      problems.add(
          Problem.of(ProblemCode.UNKNOWN_TARGET, place)
              .with("id", to)
              .suggesting(Nearest.to(to, ids)));
    }
  }

  private void unreached() {
    var seen = new HashSet<String>();
    Deque<String> next = new ArrayDeque<>(List.of(graph.start()));
    while (!next.isEmpty()) {
      String id = next.pop();
      if (seen.add(id)) {
        targets(id).forEach(next::push);
      }
    }
    unreached(Place::node, "Node", graph.nodes().keySet(), seen);
    unreached(Place::model, "Model", graph.models().keySet(), seen);
  }

  private void unreached(
      Function<String, Place> place, String kind, Collection<String> all, Set<String> seen) {
    for (String id : all) {
      if (!seen.contains(id)) {
        problems.add(
            Problem.of(ProblemCode.UNREACHABLE, place.apply(id)).with("kind", kind).with("id", id));
      }
    }
  }

  private List<String> targets(String id) {
    return graph.node(id).stream()
        .flatMap(node -> node.exits().stream())
        .map(Exit::to)
        .filter(graph::has)
        .toList();
  }

  /// Finds cycles; without recursion, so that a long chain is no trouble.
  private final class Cycles {
    private final Map<String, Boolean> done = new HashMap<>();
    private final List<String> path = new ArrayList<>();
    private final Deque<Iterator<Exit>> open = new ArrayDeque<>();

    void look() {
      for (String id : graph.nodes().keySet()) {
        if (!done.containsKey(id)) {
          from(id);
        }
      }
    }

    private void from(String id) {
      enter(id);
      while (!open.isEmpty()) {
        if (open.element().hasNext()) {
          follow(open.element().next());
        } else {
          open.pop();
          done.put(path.removeLast(), true);
        }
      }
    }

    private void follow(Exit exit) {
      Optional<Boolean> state = Optional.ofNullable(done.get(exit.to()));
      if (state.isEmpty() && graph.nodes().containsKey(exit.to())) {
        enter(exit.to());
      } else if (state.filter(finished -> !finished).isPresent()) {
        report(exit);
      }
    }

    private void enter(String id) {
      done.put(id, false);
      path.add(id);
      open.push(graph.node(id).map(Node::exits).orElse(List.of()).iterator());
    }

    private void report(Exit exit) {
      var cycle = new ArrayList<>(path.subList(path.indexOf(exit.to()), path.size()));
      cycle.add(exit.to());
      String shown =
          cycle.size() <= 12
              ? String.join(" → ", cycle)
              : String.join(" → ", cycle.subList(0, 10)) + " → … → " + exit.to();
      String id = path.getLast();
      problems.add(
          Problem.of(ProblemCode.CYCLE, Place.node(id).at(exit.slot()))
              .with("id", id)
              .with("path", shown));
    }
  }
}
