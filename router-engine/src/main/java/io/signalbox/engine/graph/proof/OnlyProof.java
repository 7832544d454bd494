package io.signalbox.engine.graph.proof;

import io.signalbox.engine.graph.BottomUp;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Proves that only certain models are reached, or finds every exit by which a request can get out
/// to others.
///
/// **The idea.** A request is out where whatever it does from there on ends at a model that it must
/// not reach. The exit that leads there is the one to change, however the request came to it and
/// whichever of the models it goes on to. So each such exit is named once, on one path, and beyond
/// that each model once.
///
/// Example: only `home` is allowed.
///
/// ```
/// r:     rules    [ health: both, otherwise: cloud ]
/// both:  mirror   { to: f, shadow: cloud }
/// f:     fallback [ home, cloud, opus ]
/// cloud: balance  [ opus, gpt ]                  out
/// ```
///
/// | out by | path |
/// |---|---|
/// | `both.shadow` | `r → both → cloud → opus` |
/// | `f.to[1]` | `r → both → f → cloud → opus` |
/// | `f.to[1]` | `r → both → f → cloud → gpt`, for no other path shows `gpt` |
/// | `f.to[2]` | `r → both → f → opus` |
final class OnlyProof implements PathExploration.Visitor {
  /// So many paths in doubt are looked at closely by each way out.
  private static final int MOST_DOUBTS = 40;

  /// So many of them are looked at closely in all.
  private static final int MOST_IN_VAIN = 80;

  private final RoutingGraph graph;
  private final Promise promise;
  private final Set<String> forbidden;
  private final Map<Place, Way> ways = new LinkedHashMap<>();
  private final Set<String> unmet;
  private final Set<String> shown = new HashSet<>();
  private int inVain;

  /// What was found by a way out.
  private static final class Way {
    private final List<Verdict> broken = new ArrayList<>();
    private final List<GraphPath> doubts = new ArrayList<>();
  }

  private OnlyProof(RoutingGraph graph, Promise promise, Set<String> forbidden) {
    this.graph = graph;
    this.promise = promise;
    this.forbidden = forbidden;
    this.unmet = new HashSet<>(BottomUp.of(graph, graph.start()));
    this.unmet.retainAll(forbidden);
  }

  /// The ways in which it can be broken, then those in doubt, each in the order of the graph.
  static List<Verdict> of(RoutingGraph graph, Promise promise, Condition only) {
    Set<String> forbidden =
        graph.models().values().stream()
            .filter(model -> !Promise.allows(only, model))
            .map(Model::id)
            .collect(Collectors.toSet());
    return new OnlyProof(graph, promise, forbidden).prove();
  }

  private List<Verdict> prove() {
    var walk = new PathExploration(graph, forbidden, outside(), this);
    boolean ended = walk.go(Promises.cases(promise), Promises.decisions(promise));
    List<Way> found = inOrder();
    var verdicts = new ArrayList<Verdict>();
    found.forEach(way -> verdicts.addAll(way.broken));
    found.stream()
        .filter(way -> way.broken.isEmpty())
        .forEach(way -> verdicts.add(doubt(way.doubts.getFirst())));
    if (!ended) {
      verdicts.add(Verdict.Unknown.tooMany(promise));
    }
    return verdicts.isEmpty() ? List.of(new Verdict.Holds(promise)) : verdicts;
  }

  private List<Way> inOrder() {
    var places = new ArrayList<Place>(List.of(Place.START));
    for (Node node : graph.nodes().values()) {
      node.exits().forEach(exit -> places.add(Place.node(node.id()).at(exit.slot())));
    }
    return places.stream().flatMap(place -> Optional.ofNullable(ways.get(place)).stream()).toList();
  }

  /// The models that must not be reached, and the nodes that a request leaves only for them.
  private Set<String> outside() {
    var outside = new HashSet<>(forbidden);
    for (String id : BottomUp.of(graph, graph.start())) {
      graph
          .node(id)
          .filter(node -> !node.onward().isEmpty())
          .filter(node -> node.onward().stream().allMatch(exit -> outside.contains(exit.to())))
          .ifPresent(node -> outside.add(id));
    }
    return outside;
  }

  private Verdict doubt(GraphPath way) {
    String reason =
        "a request might take the path "
            + Promises.shown(way.path())
            + ", but no request was found that does";
    return Verdict.Unknown.on(way, promise, reason);
  }

  @Override
  public boolean follows(Place out) {
    Optional<Way> way = Optional.ofNullable(ways.get(out));
    return way.isEmpty()
        || (!isHopeless(way.get()) && (way.get().broken.isEmpty() || !unmet.isEmpty()));
  }

  /// What is in doubt stays so where no more is looked at.
  private boolean isHopeless(Way way) {
    return way.doubts.size() >= (inVain < MOST_IN_VAIN ? MOST_DOUBTS : 1);
  }

  @Override
  public boolean reached(Model model, Knowledge known, GraphPath path) {
    unmet.remove(model.id());
    Way way = ways.computeIfAbsent(path.out().orElse(path.by()), out -> new Way());
    boolean isNew = way.broken.isEmpty() || !shown.contains(model.id());
    if (isNew && !isHopeless(way)) {
      look(path, known)
          .ifPresentOrElse(
              example -> broken(way, model, path, example), () -> way.doubts.add(path));
    }
    return true;
  }

  private Optional<Map<String, Object>> look(GraphPath path, Knowledge known) {
    Optional<Map<String, Object>> example =
        inVain < MOST_IN_VAIN ? Witness.of(path, known) : Optional.empty();
    inVain += example.isEmpty() ? 1 : 0;
    return example;
  }

  private void broken(Way way, Model model, GraphPath path, Map<String, Object> example) {
    String why = "a request can take the path " + Promises.shown(path.path());
    way.broken.add(
        new Verdict.Broken(promise, path.path(), path.exits(), path.out(), example, why));
    shown.add(model.id());
  }
}
