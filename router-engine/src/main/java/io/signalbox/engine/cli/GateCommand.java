package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.gate.GateRunCommand;
import picocli.CommandLine.Command;

/// `signalbox gate`: what was measured behind gates.
@Command(
    description = "Measures what lies behind the gates of a graph.",
    subcommands = {GateRunCommand.class})
final class GateCommand extends GroupCommand {
  GateCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }
}
