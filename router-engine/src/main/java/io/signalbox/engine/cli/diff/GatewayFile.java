package io.signalbox.engine.cli.diff;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.workspace.GraphChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Another gateway's file as a graph, and whether it is an export of one.
///
/// @param source whose file it is, for people
/// @param graph what it decides, as far as an import can tell
/// @param lost what of the file is not carried over exactly, so that it cannot be compared
/// @param origin whether it was exported by Signalbox
/// @param changes since the graph that it holds; empty if it holds none
public record GatewayFile(
    String source,
    RoutingGraph graph,
    List<Finding> lost,
    GraphOrigin.Traced origin,
    List<GraphChange> changes) {
  private static final Pattern GRAPH =
      Pattern.compile("(?m)^\\s*\\{?\\s*[\"']?signalbox[\"']?\\s*:");

  public GatewayFile {
    lost = List.copyOf(lost);
    changes = List.copyOf(changes);
  }

  /// Whether a text is a graph of Signalbox's own.
  public static boolean isGraph(String text) {
    return GRAPH.matcher(text).find();
  }

  /// Whether it is the graph's export, text for text.
  public boolean isExport() {
    return origin.origin() == GraphOrigin.EXPORT;
  }

  /// Reads a file that is to be compared with a graph.
  ///
  /// @param kind the importer's id; empty: it is recognized
  /// @throws BadInputException if no importer can read it, or if it makes no graph that can run
  public static GatewayFile of(
      Engine engine, RoutingGraph graph, Path file, String text, Optional<String> kind) {
    String name = String.valueOf(file.getFileName());
    return switch (engine.imports().read(name, text, kind)) {
      case GraphImport.Refused refused -> refused(engine, graph, name, text, refused);
      case GraphImport.Imported imported -> imported(engine, graph, file, text, imported);
    };
  }

  /// No importer reads the program that a graph was exported to; its text can be compared.
  private static GatewayFile refused(
      Engine engine, RoutingGraph graph, String name, String text, GraphImport.Refused refused) {
    GraphOrigin.Traced origin = GraphOrigin.of(engine, graph, name, text, graph);
    if (origin.origin() != GraphOrigin.EXPORT) {
      throw new BadInputException(refused.why());
    }
    return new GatewayFile(origin.gateway().orElse(""), graph, List.of(), origin, List.of());
  }

  private static GatewayFile imported(
      Engine engine, RoutingGraph graph, Path file, String text, GraphImport.Imported imported) {
    String name = String.valueOf(file.getFileName());
    var origin = GraphOrigin.of(engine, graph, name, text, imported.graph());
    var checked = engine.read(file.toString(), imported.text());
    List<Problem> errors = checked.problems().stream().filter(Problem::isError).toList();
    if (!errors.isEmpty() && origin.origin() != GraphOrigin.EXPORT) {
      throw new BadInputException(
          "%s makes no graph that can run: %s Import it (signalbox import %s -o graph.yaml), mend it, and compare the two graphs."
              .formatted(file, errors.getFirst().message(), file));
    }
    boolean holds = origin.origin() == GraphOrigin.OLDER || origin.origin() == GraphOrigin.EDITED;
    return new GatewayFile(
        imported.source(),
        imported.graph(),
        imported.findings().stream().filter(each -> each.grade() != Grade.EXACT).toList(),
        origin,
        holds ? GraphChange.between(imported.graph(), graph) : List.of());
  }
}
