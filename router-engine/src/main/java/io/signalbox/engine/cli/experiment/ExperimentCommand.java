package io.signalbox.engine.cli.experiment;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.ExperimentReport;
import io.signalbox.engine.lab.SimulatedGraph;
import io.signalbox.engine.workspace.GraphFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox experiment`: how the branches of experiments compare.
@Command(
    description = {
      "Compares the branches of experiments by feedback, cost and time.",
      "Ranges and verdicts hold however often you look."
    },
    subcommands = {JudgeCommand.class, ForgetCommand.class})
public final class ExperimentCommand extends AnyCommand {
  private static final String SIMULATED = SimulatedGraph.MARK;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "GRAPH",
      description = "The same as --graph.")
  private @Nullable String givenGraph;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The same as --name; of a mirror, its id.")
  private @Nullable String givenName;

  @Option(
      names = "--graph",
      paramLabel = "NAME or FILE",
      description = "Only experiments of this graph, served or simulated.")
  private @Nullable String graph;

  @Option(names = "--name", paramLabel = "NAME", description = "Only experiments of this name.")
  private @Nullable String name;

  /// @param opening how the engine is opened
  public ExperimentCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    @Nullable String which = graph == null ? givenGraph : graph;
    @Nullable String called = name == null ? givenName : name;
    @Nullable String wanted = which == null ? null : nameIfReal(nameOf(which));
    List<ExperimentReport> reports =
        ExperimentReport.all(engine.store()).stream()
            .filter(each -> wanted == null || wanted.equals(nameIfReal(each.place().graph())))
            .filter(each -> called == null || each.place().experiment().equals(called))
            .toList();
    if (json) {
      console.json(reports.stream().map(ExperimentView::of).toList());
    } else if (reports.isEmpty()) {
      console.line(
          "No requests of an experiment are recorded. A split with a field `experiment` is one.");
    } else {
      reports.forEach(each -> ExperimentText.lines(each).forEach(console::line));
    }
    return ExitCode.FINE;
  }

  /// A simulated graph counts as the one that it plays.
  private static String nameIfReal(String graph) {
    return graph.endsWith(SIMULATED)
        ? graph.substring(0, graph.length() - SIMULATED.length())
        : graph;
  }

  /// The name of a graph that is given as its file, or by its name.
  static String nameOf(String graph) {
    Path file = Path.of(graph);
    if (!Files.isRegularFile(file)) {
      return graph;
    }
    try {
      return GraphFile.load(file)
          .text()
          .graph()
          .map(RoutingGraph::name)
          .orElseThrow(() -> new BadInputException(graph + " is no graph."));
    } catch (IOException e) {
      throw new BadInputException(graph + " cannot be read: " + e.getMessage() + ".");
    }
  }
}
