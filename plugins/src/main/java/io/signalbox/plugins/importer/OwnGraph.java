package io.signalbox.plugins.importer;

import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.ConfigImporter.Import;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.List;
import java.util.Optional;

/// The graph that Signalbox has exported, where the file still holds it.
public final class OwnGraph {
  private OwnGraph() {}

  /// The graph as it is, and nothing else of the file; empty if it cannot be read.
  ///
  /// @param field where the graph stands
  public static Optional<Import> of(ConfigFile file, Optional<ConfigValue> field) {
    return field
        .filter(ConfigValue.Scalar.class::isInstance)
        .map(value -> GraphText.read("graph.yaml", ((ConfigValue.Scalar) value).text()))
        .filter(GraphText::isSound)
        .flatMap(GraphText::graph)
        .map(graph ->
            new Import(
                graph, List.of(Finding.of(file.root(), Grade.EXACT, "It is the exported graph."))));
  }
}
