package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.trace.Trace;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `signalbox route`: decides and estimates, calls no provider.
@Command(description = "Shows the route and estimated cost of a prompt; no provider is called.")
final class RouteCommand extends AnyCommand {
  @Parameters(paramLabel = "GRAPH", description = "The graph file.")
  private Path graph = Path.of("");

  @Mixin private PromptOptions prompt = new PromptOptions();
  @Mixin private PromptOptions.Assumptions assumptions = new PromptOptions.Assumptions();

  RouteCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    var routed = new GraphFiles(engine).runnable(graph, console);
    Trace trace =
        engine
            .rehearsal()
            .of(
                routed,
                prompt.request(engine.plugins()),
                prompt.client(),
                assumptions.given(routed));
    if (json) {
      console.json(RouteView.of(trace));
    } else {
      TraceText.lines(trace).forEach(console::line);
    }
    return trace.isAnswered() ? ExitCode.FINE : ExitCode.FINDINGS;
  }
}
