package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.bench.BenchCommand;
import io.signalbox.engine.cli.conform.ConformCommand;
import io.signalbox.engine.cli.experiment.ExperimentCommand;
import io.signalbox.engine.cli.intent.IntentCommand;
import io.signalbox.engine.cli.learned.CurveCommand;
import io.signalbox.engine.cli.learned.TrainCommand;
import io.signalbox.engine.cli.matrix.CompareCommand;
import io.signalbox.engine.cli.practice.PracticeCommand;
import io.signalbox.engine.cli.prove.ProveCommand;
import io.signalbox.engine.cli.traffic.TrafficCommand;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `signalbox` itself.
@Command(
    name = "signalbox",
    mixinStandardHelpOptions = true,
    version = "Signalbox " + Engine.VERSION,
    description = "Routes prompts to models by a graph that you draw, test, serve and export.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Without a command, opens the workbench."})
final class RootCommand {
  /// The commands, in the order of the help.
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          ServeCommand.class,
          RouteCommand.class,
          RunCommand.class,
          CheckCommand.class,
          TestCommand.class,
          DiffCommand.class,
          CompareCommand.class,
          GateCommand.class,
          TrainCommand.class,
          CurveCommand.class,
          ExportCommand.class,
          ImportCommand.class,
          ProveCommand.class,
          DrawCommand.class,
          TrafficCommand.class,
          SpendCommand.class,
          ExperimentCommand.class,
          ModelsCommand.class,
          ConformCommand.class,
          KeysCommand.class,
          AppsCommand.class,
          CacheCommand.class,
          IntentCommand.class,
          BenchCommand.class,
          PracticeCommand.class);

  private static final String SUFFIX = "Command";

  private RootCommand() {}

  /// What runs a command line. It knows only the command that the line begins with, if it is one:
  /// reading all of them takes as long as starting the proxy.
  static CommandLine line(List<String> args, CommandLine.IFactory factory) {
    var line = new CommandLine(new RootCommand(), factory);
    List<Class<?>> wanted =
        COMMANDS.stream().filter(each -> args.indexOf(name(each)) == 0).toList();
    (wanted.isEmpty() ? COMMANDS : wanted)
        .forEach(each -> line.addSubcommand(name(each), new CommandLine(each, factory)));
    return line;
  }

  /// `serve` of `ServeCommand`.
  private static String name(Class<?> command) {
    String type = command.getSimpleName();
    return type.substring(0, type.length() - SUFFIX.length()).toLowerCase(Locale.ROOT);
  }
}
