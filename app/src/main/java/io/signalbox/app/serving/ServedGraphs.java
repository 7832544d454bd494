package io.signalbox.app.serving;

import io.signalbox.app.document.OpenFile;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.ModelKey;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.SimulatedGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The graphs that are served. Immutable.
///
/// @param graphs by the open file that each is of, the default first
/// @param simulated whether their models are
record ServedGraphs(Map<OpenFile, RoutingGraph> graphs, boolean simulated) {
  static final ServedGraphs NOTHING = new ServedGraphs(Map.of(), false);

  ServedGraphs {
    graphs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(graphs));
  }

  /// What is to be served of an open graph.
  ///
  /// @param name the file's name as people see it
  record Wanted(OpenFile file, String name, String text) {}

  /// What can be served of what is wanted; a graph with errors stays as it was before.
  ///
  /// @param choice whether models are simulated; empty: if not one of them has a key
  static ServedGraphs of(
      Engine engine, List<Wanted> wanted, ServedGraphs before, Optional<Boolean> choice) {
    var graphs = new LinkedHashMap<OpenFile, RoutingGraph>();
    for (Wanted each : wanted) {
      runnable(engine, each)
          .or(() -> Optional.ofNullable(before.graphs.get(each.file())))
          .ifPresent(graph -> graphs.put(each.file(), graph));
    }
    return new ServedGraphs(graphs, choice.orElseGet(() -> hasNoKey(engine, graphs)));
  }

  private static Optional<RoutingGraph> runnable(Engine engine, Wanted wanted) {
    return engine.read(wanted.name(), wanted.text()).runnable();
  }

  /// Whether keys are wanted and not one is there.
  private static boolean hasNoKey(Engine engine, Map<OpenFile, RoutingGraph> graphs) {
    List<ModelKey> keys =
        graphs.values().stream()
            .flatMap(graph -> graph.models().values().stream())
            .map(engine::keyOf)
            .toList();
    return keys.contains(ModelKey.MISSING)
        && !keys.contains(ModelKey.FOUND)
        && !keys.contains(ModelKey.UNCONFIRMED);
  }

  /// As the engine is to serve them.
  List<RoutingGraph> toServe() {
    return graphs.values().stream()
        .map(graph -> simulated ? SimulatedGraph.of(graph) : graph)
        .toList();
  }

  /// The names that apps may ask for.
  List<String> names() {
    return graphs.values().stream().map(RoutingGraph::name).distinct().toList();
  }

  /// In how many nodes and models a draft would decide otherwise than what is served; how it is
  /// drawn makes no difference.
  int drift(OpenFile file, RoutingGraph draft) {
    RoutingGraph live = graphs.get(file);
    return live == null || live.equals(draft) ? 0 : drift(live, draft);
  }

  private static int drift(RoutingGraph live, RoutingGraph draft) {
    long parts =
        Stream.of(live, draft)
            .flatMap(graph ->
                Stream.concat(graph.nodes().keySet().stream(), graph.models().keySet().stream()))
            .distinct()
            .filter(id -> !Objects.equals(part(live, id), part(draft, id)))
            .count();
    boolean whole =
        live.name().equals(draft.name())
            && live.start().equals(draft.start())
            && live.promises().equals(draft.promises());
    return Math.toIntExact(parts) + (whole ? 0 : 1);
  }

  private static Optional<Object> part(RoutingGraph graph, String id) {
    boolean off = graph.disabled().contains(id);
    return graph
        .node(id)
        .<Object>map(node -> List.of(off, node.withAbout(io.signalbox.engine.graph.About.NOTHING)))
        .or(() ->
            Optional.ofNullable(graph.models().get(id))
                .map(model ->
                    List.of(off, model.withAbout(io.signalbox.engine.graph.About.NOTHING))));
  }
}
