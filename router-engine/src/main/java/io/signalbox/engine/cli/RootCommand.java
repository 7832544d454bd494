package io.signalbox.engine.cli;

import io.signalbox.engine.cli.bench.BenchCommand;
import io.signalbox.engine.cli.experiment.ExperimentCommand;
import io.signalbox.engine.cli.intent.IntentCommand;
import io.signalbox.engine.cli.learned.CurveCommand;
import io.signalbox.engine.cli.learned.TrainCommand;
import picocli.CommandLine.Command;

/// `signalbox` itself.
@Command(
    name = "signalbox",
    mixinStandardHelpOptions = true,
    version = "Signalbox 0.1.0",
    description = "Routes prompts to models by a graph that you draw, test, serve and export.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Without a command, opens the workbench."},
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      RouteCommand.class,
      RunCommand.class,
      CheckCommand.class,
      TestCommand.class,
      DiffCommand.class,
      GateCommand.class,
      TrainCommand.class,
      CurveCommand.class,
      ExportCommand.class,
      DrawCommand.class,
      TrafficCommand.class,
      SpendCommand.class,
      ExperimentCommand.class,
      ModelsCommand.class,
      KeysCommand.class,
      AppsCommand.class,
      CacheCommand.class,
      IntentCommand.class,
      BenchCommand.class
    })
final class RootCommand {}
