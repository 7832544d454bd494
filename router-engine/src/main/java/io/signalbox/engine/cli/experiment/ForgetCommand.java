package io.signalbox.engine.cli.experiment;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `signalbox experiment forget`: deletes the texts that mirrors keep.
@Command(
    name = "forget",
    description = {
      "Deletes the prompts and answers that mirrors keep to be judged.",
      "What judges said of them stays."
    })
public final class ForgetCommand extends AnyCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "GRAPH",
      description = "Only those of this graph: its file or its name.")
  private @Nullable String graph;

  /// @param opening how the engine is opened
  public ForgetCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    Optional<String> name = Optional.ofNullable(graph).map(ExperimentCommand::nameOf);
    long deleted = engine.store().pairs().forget(name);
    if (json) {
      console.json(Map.of("deleted", deleted));
    } else {
      console.remark("Deleted the texts of " + deleted + (deleted == 1 ? " answer." : " answers."));
    }
    return ExitCode.FINE;
  }
}
