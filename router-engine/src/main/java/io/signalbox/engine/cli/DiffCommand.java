package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.cli.diff.DiffText;
import io.signalbox.engine.cli.diff.DiffView;
import io.signalbox.engine.cli.diff.RequestLines;
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

/// `signalbox diff`: where two graphs differ, and which requests take another route.
@Command(
    description = "Compares two graphs and the routes of requests; no provider is called.",
    footer = {
      "",
      "Exit code 0: the same; with --over: no route changes. 1: different.",
      "An older version from Git: signalbox diff <(git show HEAD:graph.yaml) graph.yaml"
    })
final class DiffCommand extends AnyCommand {
  @Parameters(index = "0", paramLabel = "A", description = "The graph file before.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "The graph file after.")
  private Path after = Path.of("");

  @Option(
      names = "--over",
      paramLabel = "FILE",
      description = "Compare the routes of the requests in this suite or JSONL file.")
  private @Nullable Path over;

  DiffCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    var files = new GraphFiles(engine);
    RoutingGraph a = files.runnable(before, console);
    RoutingGraph b = files.runnable(after, console);
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
