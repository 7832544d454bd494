package io.signalbox.engine.cli.experiment;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.lab.ExperimentReport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `signalbox experiment`: how the branches of experiments compare.
@Command(
    name = "experiment",
    description = {
      "Compares the branches of experiments by feedback, cost and time.",
      "Ranges and verdicts hold however often you look."
    })
public final class ExperimentCommand extends AnyCommand {
  @Option(
      names = "--graph",
      paramLabel = "NAME",
      description = "Only experiments of the graph with this name.")
  private @Nullable String graph;

  @Option(names = "--name", paramLabel = "NAME", description = "Only experiments of this name.")
  private @Nullable String name;

  /// @param opening how the engine is opened
  public ExperimentCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    List<ExperimentReport> reports =
        ExperimentReport.all(engine.store().feedback()).stream()
            .filter(each -> graph == null || each.place().graph().equals(graph))
            .filter(each -> name == null || each.place().experiment().equals(name))
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
}
