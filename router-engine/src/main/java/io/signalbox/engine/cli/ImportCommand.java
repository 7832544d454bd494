package io.signalbox.engine.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.cli.command.SavedFile;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox import`: another gateway's configuration as a graph, with what became of each field.
@Command(
    description =
        "Makes a graph of another gateway's configuration and reports what is not carried over.")
final class ImportCommand extends AnyCommand {
  @Parameters(paramLabel = "FILE", description = "The gateway's file.")
  private Path file = Path.of("");

  @Option(
      names = "-o",
      paramLabel = "GRAPH",
      description = "The graph file to write; left out: the graph is printed.")
  private @Nullable Path graph;

  @Option(
      names = "--from",
      paramLabel = "KIND",
      description = "The kind of file; left out: it is recognized by what it says.")
  private @Nullable String kind;

  @Option(names = "--force", description = "Replace the graph file if there is one.")
  private boolean replaces;

  ImportCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    refuseToReplace();
    String text = GraphFiles.content(file);
    String name = String.valueOf(file.getFileName());
    var outcome = engine.imports().read(name, text, Optional.ofNullable(kind));
    return switch (outcome) {
      case GraphImport.Refused refused -> throw new BadInputException(refused.why());
      case GraphImport.Imported imported -> done(imported);
    };
  }

  private void refuseToReplace() {
    if (graph != null && !replaces && Files.exists(graph)) {
      throw new BadInputException(graph + " is there already. Add --force to replace it.");
    }
  }

  private int done(GraphImport.Imported imported) {
    Optional.ofNullable(graph).ifPresent(to -> SavedFile.write(to, imported.text()));
    if (json) {
      console.json(view(imported));
    } else {
      print(imported);
    }
    boolean exact = imported.findings().stream().allMatch(each -> each.grade() == Grade.EXACT);
    return exact ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  private void print(GraphImport.Imported imported) {
    if (graph == null) {
      imported.text().lines().forEach(console::line);
      report(imported).forEach(console::remark);
    } else {
      report(imported).forEach(console::line);
      console.line("Wrote " + graph);
    }
  }

  private List<String> report(GraphImport.Imported imported) {
    var lines = new ArrayList<String>();
    lines.add(file + " is " + imported.source() + ".");
    imported.findings().stream()
        .filter(each -> each.grade() != Grade.EXACT)
        .forEach(each -> lines.add(row(each)));
    Map<Grade, Long> counts =
        imported.findings().stream().collect(groupingBy(Finding::grade, counting()));
    lines.add(
        String.join(
            ", ",
            Arrays.stream(Grade.values())
                .map(each -> counts.getOrDefault(each, 0L) + " " + each.id())
                .toList()));
    return lines;
  }

  private static String row(Finding finding) {
    String path = finding.path().isEmpty() ? "(whole file)" : finding.path();
    return "  line %d: %s: %s: %s"
        .formatted(finding.line(), finding.grade().id(), path, finding.reason());
  }

  private Map<String, Object> view(GraphImport.Imported imported) {
    var view = new LinkedHashMap<String, Object>();
    view.put("source", imported.source());
    view.put("graph", graph == null ? imported.text() : graph.toString());
    view.put("findings", imported.findings().stream().map(ImportCommand::view).toList());
    return view;
  }

  private static Map<String, Object> view(Finding finding) {
    var view = new LinkedHashMap<String, Object>();
    view.put("path", finding.path());
    view.put("line", finding.line());
    view.put("grade", finding.grade().id());
    view.put("reason", finding.reason());
    return view;
  }
}
