package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphContent;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.cli.diff.DiffText;
import io.signalbox.engine.cli.diff.DiffView;
import io.signalbox.engine.cli.diff.DriftText;
import io.signalbox.engine.cli.diff.GatewayFile;
import io.signalbox.engine.cli.diff.RequestLines;
import io.signalbox.engine.cli.prove.Drift;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.RouteDiff;
import io.signalbox.engine.lab.SampleRequest;
import io.signalbox.engine.workspace.GraphChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox diff`: where two graphs differ, and which requests take another route; or what a
/// gateway's file decides otherwise than a graph.
@Command(
    description = {
      "Compares two graphs and the routes of requests; no provider is called.",
      "If B is another gateway's file, says what that gateway decides otherwise than the graph A:"
          + " with requests at the borders of the rules of both, and with models that fail."
    },
    footer = {
      "",
      "Exit code 0: the same; with --over: no route changes; with a gateway's file: it decides the"
          + " same. 1: different.",
      "An older version from Git: signalbox diff <(git show HEAD:graph.yaml) graph.yaml"
    })
final class DiffCommand extends AnyCommand {
  private static final int MOST = 10_000;

  @Parameters(index = "0", paramLabel = "A", description = "The graph file before.")
  private Path before = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "B",
      description = "The graph file after, or another gateway's file.")
  private Path after = Path.of("");

  @Option(
      names = "--over",
      paramLabel = "FILE",
      description = "Compare the routes of the requests in this suite or JSONL file.")
  private @Nullable Path over;

  @Option(
      names = "--from",
      paramLabel = "KIND",
      description = "B is a gateway's file of this kind; left out: it is recognized.")
  private @Nullable String kind;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "300",
      description = "How many requests are made for a gateway's file, 1 to 10000 (default 300).")
  private int count = 300;

  DiffCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    if (count < 1 || count > MOST) {
      throw new BadInputException("--count must be 1 to " + MOST + ".");
    }
    var files = new GraphFiles(engine);
    RoutingGraph a = files.runnable(before, console);
    String text = GraphFiles.content(after);
    if (over == null && (kind != null || !GatewayFile.isGraph(text))) {
      return drift(engine, a, text);
    }
    return compare(engine, a, files.runnable(after, new GraphContent.Text(text), console));
  }

  private int drift(Engine engine, RoutingGraph graph, String text) {
    var file = GatewayFile.of(engine, graph, after, text, Optional.ofNullable(kind));
    var drift =
        file.isExport()
            ? new Drift(0, List.of())
            : Drift.between(engine, graph, file.graph(), count);
    if (json) {
      console.json(DriftText.view(file, drift));
    } else {
      DriftText.lines(String.valueOf(before), String.valueOf(after), file, drift)
          .forEach(console::line);
    }
    return drift.differences().isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  private int compare(Engine engine, RoutingGraph a, RoutingGraph b) {
    List<GraphChange> changes = GraphChange.between(a, b);
    Optional<RouteDiff> routes =
        Optional.ofNullable(over).map(file -> engine.compare(a, b, samples(engine, file)));
    if (json) {
      console.json(DiffView.of(changes, routes));
    } else {
      show(changes, routes);
    }
    boolean same = routes.map(diff -> diff.changed().isEmpty()).orElse(changes.isEmpty());
    return same ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  private List<SampleRequest> samples(Engine engine, Path file) {
    return file.toString().endsWith(".jsonl")
        ? new RequestLines(engine.plugins().clientDialects().getFirst()).read(file)
        : SampleRequest.of(TestCommand.read(file, console).suite().orElseThrow());
  }

  private void show(List<GraphChange> changes, Optional<RouteDiff> routes) {
    DiffText.parts(changes).forEach(console::line);
    routes.ifPresent(diff -> {
      console.line("");
      DiffText.routes(diff).forEach(console::line);
    });
  }
}
