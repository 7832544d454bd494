package io.signalbox.engine.cli.diff;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether a gateway's file is an export of a graph.
public enum GraphOrigin {
  /// It is what this version makes of the graph, text for text.
  EXPORT("%s is this graph's export to %s, text for text."),
  /// It holds the graph, but says something else besides.
  EDITED("%s holds this graph, but was edited, or exported to %s by another version of Signalbox."),
  /// It holds another version of the graph.
  OLDER("%s is an export to %s of another version of this graph."),
  /// It says nothing of a graph.
  FOREIGN("%s was not exported from this graph.");

  private final String sentence;

  GraphOrigin(String sentence) {
    this.sentence = sentence;
  }

  /// An origin, with the gateway that the file is for; empty if that is unknown.
  public record Traced(GraphOrigin origin, Optional<String> gateway) {
    /// A sentence for people.
    ///
    /// @param file as it was named
    public String sentence(String file) {
      return origin.sentence.formatted(file, gateway.orElse("its gateway"));
    }
  }

  /// Compares a file with the exports of a graph.
  ///
  /// @param name the file's, without its directory
  /// @param imported what the file became as a graph
  public static Traced of(
      Engine engine, RoutingGraph graph, String name, String text, RoutingGraph imported) {
    Map<String, Provider> providers =
        engine.plugins().providers().stream().collect(Collectors.toMap(Provider::id, p -> p));
    List<ConfigExporter> exporters = engine.plugins().exporters();
    Optional<ConfigExporter> same =
        exporters.stream()
            .filter(each ->
                each.export(graph, providers).files().contains(new ConfigExporter.File(name, text)))
            .findFirst();
    if (same.isPresent()) {
      return new Traced(EXPORT, same.map(ConfigExporter::name));
    }
    if (!text.contains(ConfigExporter.GRAPH_FIELD)) {
      return new Traced(FOREIGN, Optional.empty());
    }
    boolean holds = GraphChange.between(graph, imported).isEmpty();
    return new Traced(holds ? EDITED : OLDER, gateway(exporters, providers, name, imported));
  }

  private static Optional<String> gateway(
      List<ConfigExporter> exporters,
      Map<String, Provider> providers,
      String name,
      RoutingGraph graph) {
    return exporters.stream()
        .filter(each ->
            each.export(graph, providers).files().stream()
                .anyMatch(file ->
                    file.name().equals(name) && file.text().contains(ConfigExporter.GRAPH_FIELD)))
        .map(ConfigExporter::name)
        .findFirst();
  }
}
