package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that only has subcommands.
@Command(mixinStandardHelpOptions = true, usageHelpAutoWidth = true)
abstract class GroupCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /// @param opening not needed; commands are all made alike
  GroupCommand(Engine.Opening opening, Console console) {}

  @Override
  public void run() {
    var here = java.util.Objects.requireNonNull(spec);
    String names = String.join(", ", here.subcommands().keySet());
    throw new ParameterException(here.commandLine(), "missing subcommand. Use one of: " + names);
  }
}
