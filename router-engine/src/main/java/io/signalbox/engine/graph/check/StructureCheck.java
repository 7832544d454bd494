package io.signalbox.engine.graph.check;

import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Problem;
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

/// Checks ids and wires: that they lead somewhere, not in circles, and that everything is reached.
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
    new Circles().look();
    if (graph.has(graph.start())) {
      unreached();
    }
    return problems;
  }

  private void ids() {
    graph.nodes().forEach((key, node) -> id("nodes." + key, key, node.id()));
    graph.models().forEach((key, model) -> id("models." + key, key, model.id()));
    for (String id : graph.nodes().keySet()) {
      if (graph.models().containsKey(id)) {
        String what = "There is a node and a model called " + id + ".";
        error("ambiguous-id", "nodes." + id, what, "Rename one of them.");
      }
    }
  }

  private void id(String path, String key, String id) {
    if (!Id.isValid(key)) {
      String shown = key.length() > 70 ? key.substring(0, 70) + "…" : key;
      String what = "\"" + shown + "\" cannot be an id.";
      error("bad-id", path, what, Id.RULE);
    } else if (!key.equals(id)) {
      error("bad-id", path, key + " calls itself " + id + ".", "Give both the same name.");
    }
  }

  private void start() {
    if (graph.start().isEmpty()) {
      String fix = ids.isEmpty() ? "Add a model, and lead start to it." : "Name a node or model.";
      error("no-start", "start", "The graph does not say where requests begin.", fix);
    } else {
      target("start", graph.start());
    }
  }

  private void wires(Node node) {
    for (Exit exit : node.exits()) {
      String path = "nodes." + node.id() + "." + exit.path();
      if (exit.to().isEmpty()) {
        String what = "The exit " + exit.path() + " of " + node.id() + " leads nowhere.";
        error("no-target", path, what, "Lead it to a node or model.");
      } else {
        target(path, exit.to());
      }
    }
  }

  private void target(String path, String to) {
    if (!graph.has(to)) {
      String fix = Nearest.to(to, ids).map(near -> "Did you mean " + near + "?").orElse("");
      String what = "There is no node or model " + to + ".";
      error("unknown-target", path, what, fix.isEmpty() ? "Add it, or name another." : fix);
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
    unreached("nodes.", "node", graph.nodes().keySet(), seen);
    unreached("models.", "model", graph.models().keySet(), seen);
  }

  private void unreached(String path, String word, Collection<String> all, Set<String> seen) {
    for (String id : all) {
      if (!seen.contains(id)) {
        problems.add(
            Problem.warning(
                "unreachable",
                path + id,
                "No way leads to the " + word + " " + id + ".",
                "Lead a wire to it, or remove it."));
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

  private void error(String code, String path, String what, String fix) {
    problems.add(Problem.error(code, path, what, fix));
  }

  /// Finds ways that come back to where they were; without recursion, so that a long chain is no
  /// trouble.
  private final class Circles {
    private final Map<String, Boolean> done = new HashMap<>();
    private final List<String> way = new ArrayList<>();
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
          done.put(way.removeLast(), true);
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
      way.add(id);
      open.push(graph.node(id).map(Node::exits).orElse(List.of()).iterator());
    }

    private void report(Exit exit) {
      var circle = new ArrayList<>(way.subList(way.indexOf(exit.to()), way.size()));
      circle.add(exit.to());
      String shown =
          circle.size() <= 12
              ? String.join(" → ", circle)
              : String.join(" → ", circle.subList(0, 10)) + " → … → " + exit.to();
      error(
          "circle",
          "nodes." + way.getLast() + "." + exit.path(),
          "Requests could go in a circle: " + shown + ".",
          "Lead one of these wires elsewhere.");
    }
  }
}
