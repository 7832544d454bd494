package io.signalbox.plugins.importer;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.ConfigImporter.Import;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigReader;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The graph that Signalbox has exported, where the file still holds it. The graph counts; of all
/// else in the file it is said whether the graph still says the same.
public final class OwnGraph {
  private static final String CHANGED =
      "Not read: the graph in "
          + ConfigExporter.GRAPH_FIELD
          + " counts, and an export of it says something else here. If the file was changed by"
          + " hand, change the graph, too, or take "
          + ConfigExporter.GRAPH_FIELD
          + " out and import again.";

  private final ConfigExporter.Export export;
  private final ConfigValue field;

  private OwnGraph(ConfigExporter.Export export, ConfigValue field) {
    this.export = export;
    this.field = field;
  }

  /// The graph as it is; empty if it cannot be read.
  ///
  /// @param field where the graph stands
  /// @param exporter that wrote the file, its first
  public static Optional<Import> of(
      ConfigFile file,
      Optional<ConfigValue> field,
      ConfigExporter exporter,
      Map<String, Provider> providers) {
    return field
        .filter(ConfigValue.Scalar.class::isInstance)
        .map(value -> GraphText.read("graph.yaml", ((ConfigValue.Scalar) value).text()))
        .filter(GraphText::isSound)
        .flatMap(GraphText::graph)
        .map(graph -> whole(file, field.orElseThrow(), graph, exporter, providers));
  }

  private static Import whole(
      ConfigFile file,
      ConfigValue field,
      RoutingGraph graph,
      ConfigExporter exporter,
      Map<String, Provider> providers) {
    var findings = new ArrayList<Finding>();
    findings.add(Finding.of(field, Grade.EXACT, "It is the exported graph."));
    findings.addAll(new OwnGraph(exporter.export(graph, providers), field).besides(file.root()));
    return new Import(graph, findings);
  }

  /// What stands beside the graph, and whether it is still what the graph says.
  private List<Finding> besides(ConfigValue root) {
    ConfigExporter.File first = export.files().getFirst();
    Map<String, ConfigValue> now =
        ConfigReader.read(first.name(), first.text()) instanceof ConfigReader.Understood read
            ? read.file().root().map()
            : Map.of();
    return root.map().entrySet().stream()
        .filter(each -> !said(each.getValue()).isEmpty())
        .map(each ->
            isSame(Optional.ofNullable(now.get(each.getKey())), each.getValue())
                ? Finding.of(each.getValue(), Grade.EXACT, "Not read: the graph says the same.")
                : Finding.of(each.getValue(), Grade.MANUAL, CHANGED))
        .toList();
  }

  private boolean isSame(Optional<ConfigValue> now, ConfigValue then) {
    return now.filter(same -> said(same).equals(said(then))).isPresent();
  }

  private Set<String> said(ConfigValue value) {
    return value
        .leaves()
        .filter(each -> !each.path().equals(field.path()))
        .map(each ->
            each.path()
                + " "
                + (each instanceof ConfigValue.Scalar scalar ? placed(scalar.text()) : ""))
        .collect(Collectors.toSet());
  }

  /// A file of the export is the same wherever it was put.
  private String placed(String text) {
    return export.files().stream()
        .map(ConfigExporter.File::name)
        .filter(name -> text.endsWith("/" + name))
        .findFirst()
        .orElse(text);
  }
}
