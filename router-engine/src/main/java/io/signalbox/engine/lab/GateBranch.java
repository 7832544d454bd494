package io.signalbox.engine.lab;

import io.signalbox.engine.graph.BottomUp;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.route.gate.GateSource;
import io.signalbox.engine.route.gate.GateVerdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// What answers behind a gate depend on at a moment: the models and nodes of the graph, the files
/// that its nodes learn from, and whether further gates are open. Safe for threads.
final class GateBranch {
  private final String graph;
  private final List<WatchedFile<String>> files;
  private final Map<GateNode, GateSource> gates;

  private GateBranch(
      String graph, List<WatchedFile<String>> files, Map<GateNode, GateSource> gates) {
    this.graph = graph;
    this.files = files;
    this.gates = gates;
  }

  /// What is behind a gate.
  ///
  /// @param graph in force
  /// @param files gives the fingerprint of a file
  /// @param sources gives what is known of a further gate
  static GateBranch of(
      GateNode gate,
      RoutingGraph graph,
      Function<Path, WatchedFile<String>> files,
      Function<GateNode, GateSource> sources) {
    List<String> ids = ids(graph, gate.to());
    List<WatchedFile<String>> read =
        ids.stream()
            .flatMap(id -> graph.node(id).stream())
            .flatMap(node -> node instanceof LearnedNode learned ? file(learned, graph) : none())
            .map(files)
            .toList();
    var gates = new LinkedHashMap<GateNode, GateSource>();
    for (String id : ids) {
      if (graph.node(id).orElse(null) instanceof GateNode further) {
        gates.put(further, sources.apply(further));
      }
    }
    return new GateBranch(Fingerprints.of(graph, ids), read, gates);
  }

  /// The ids of all that a request can come to; a copy is no answer.
  private static List<String> ids(RoutingGraph graph, String start) {
    return BottomUp.of(
        start,
        id ->
            graph.node(id).stream()
                .flatMap(node -> node.exits().stream())
                .filter(exit -> exit.purpose() != Exit.Purpose.COPIED)
                .map(Exit::to)
                .toList());
  }

  private static Stream<Path> none() {
    return Stream.empty();
  }

  private static Stream<Path> file(LearnedNode node, RoutingGraph graph) {
    try {
      return graph.file(node.from()).stream();
    } catch (InvalidPathException e) {
      return none();
    }
  }

  /// A fingerprint of all of it.
  String fingerprint(Instant now) {
    if (files.isEmpty() && gates.isEmpty()) {
      return graph;
    }
    var all = new StringBuilder(graph).append(files(now));
    gates.forEach((gate, source) ->
        all.append('\n').append(GateVerdict.of(gate, source.at(now), now).open()));
    return Fingerprints.of(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// The fingerprints of the files.
  String files(Instant now) {
    var all = new StringBuilder();
    files.forEach(file -> all.append('\n').append(file.get(now)));
    return all.toString();
  }
}
