package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.cli.command.SavedFile;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.Drawing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox draw`: a picture of a graph.
@Command(description = "Draws a graph as SVG, PNG or Mermaid text.")
final class DrawCommand extends AnyCommand {
  @Parameters(paramLabel = "GRAPH", description = "The graph file.")
  private Path graph = Path.of("");

  @Option(
      names = "-o",
      paramLabel = "FILE",
      required = true,
      description = "The file to write; its extension sets the format: .svg, .png or .mmd.")
  private Path file = Path.of("");

  DrawCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    RoutingGraph drawn = new GraphFiles(engine).runnable(graph, console);
    SavedFile.write(file, picture(drawn));
    if (json) {
      console.json(Map.of("file", file.toString()));
    } else {
      console.line("Wrote " + file);
    }
    return ExitCode.FINE;
  }

  private byte[] picture(RoutingGraph drawn) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "svg" -> Drawing.svg(drawn).getBytes(StandardCharsets.UTF_8);
      case "mmd" -> Drawing.mermaid(drawn).getBytes(StandardCharsets.UTF_8);
      case "png" -> Drawing.png(drawn);
      default ->
          throw new BadInputException(
              "-o " + file + ": unknown format. Use the extension .svg, .png or .mmd.");
    };
  }
}
