package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.cli.command.SavedFile;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.spi.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox export`: the graph as another gateway's configuration, with a report.
@Command(description = "Exports a graph to another gateway and reports what is lost.")
final class ExportCommand extends AnyCommand {
  @Parameters(paramLabel = "GRAPH", description = "The graph file.")
  private Path graph = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "TARGET",
      required = true,
      description =
          "The gateway: litellm, nginx, envoy, haproxy, ccr, tensorzero, mlflow, portkey, kong,"
              + " apisix, agentgateway, envoy-ai-gateway, vllm-sr, openrouter or tokenmix; or"
              + " server, for Signalbox itself.")
  private String target = "";

  @Option(
      names = "-o",
      paramLabel = "DIR",
      required = true,
      description = "The directory to write to.")
  private Path directory = Path.of("");

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write the report as JSON to this file.")
  private @Nullable Path report;

  ExportCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    RoutingGraph routed = new GraphFiles(engine).runnable(graph, console);
    ConfigExporter exporter = engine.plugins().exporter(target).orElseThrow(() -> unknown(engine));
    Map<String, Provider> providers =
        engine.plugins().providers().stream().collect(Collectors.toMap(Provider::id, each -> each));
    var export = exporter.export(routed, providers);
    List<String> written = write(export.files());
    Optional.ofNullable(report)
        .ifPresent(file -> SavedFile.write(file, Console.pretty(views(export))));
    if (json) {
      console.json(Map.of("files", written, "report", views(export), "run", export.run()));
    } else {
      print(exporter, export, written);
    }
    boolean exact = export.report().stream().allMatch(row -> row.grade() == Grade.EXACT);
    return exact ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  private BadInputException unknown(Engine engine) {
    String known =
        engine.plugins().exporters().stream()
            .map(ConfigExporter::id)
            .collect(Collectors.joining(", "));
    return new BadInputException("--to " + target + ": unknown target. Use one of: " + known + ".");
  }

  private List<String> write(List<ConfigExporter.File> files) {
    var written = new ArrayList<String>();
    for (ConfigExporter.File file : files) {
      Path path = directory.resolve(file.name());
      SavedFile.write(path, file.text());
      written.add(path.toString());
    }
    return written;
  }

  private void print(ConfigExporter exporter, ConfigExporter.Export export, List<String> written) {
    console.line(exporter.name() + ":");
    FidelityText.lines(export.report()).forEach(console::line);
    written.forEach(file -> console.line("Wrote " + file));
    export.run().lines().forEach(console::line);
  }

  private static List<Map<String, Object>> views(ConfigExporter.Export export) {
    return export.report().stream().map(FidelityText::view).toList();
  }
}
