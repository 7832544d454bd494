package io.signalbox.engine.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// Runs one command of the terminal.
public final class Terminal {
  private final Engine.Opening opening;
  private final Console console;

  /// @param opening makes the engine once a command's home is known
  public Terminal(Engine.Opening opening, PrintStream out, PrintStream err) {
    this.opening = opening;
    this.console =
        new Console(
            new PrintWriter(out, true, StandardCharsets.UTF_8),
            new PrintWriter(err, true, StandardCharsets.UTF_8));
  }

  /// Runs the command.
  ///
  /// @return the exit code: 0 fine, 1 findings, 2 bad input, 3 could not run
  public int run(String... args) {
    var line = new CommandLine(new RootCommand(), new Commands(opening, console));
    line.setOut(console.out());
    line.setErr(console.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(this::failed);
    line.setParameterExceptionHandler(this::misused);
    return line.execute(args);
  }

  private int failed(Exception trouble, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    return switch (trouble) {
      case BadInputException bad -> {
        console.remark("signalbox: " + bad.getMessage());
        yield Exit.BAD_INPUT;
      }
      case EngineException broken -> {
        console.remark("signalbox: " + broken.getMessage());
        yield Exit.FAILED;
      }
      default -> throw trouble;
    };
  }

  private int misused(CommandLine.ParameterException misuse, String[] args) {
    console.remark("signalbox: " + misuse.getMessage());
    String name = misuse.getCommandLine().getCommandSpec().qualifiedName();
    console.remark("Try `" + name + " --help`.");
    return Exit.BAD_INPUT;
  }
}
