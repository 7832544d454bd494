package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.store.StoreException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/// Runs one command of the terminal.
public final class Terminal {
  private static final System.Logger LOG = System.getLogger(Terminal.class.getName());

  private static final List<String> SECRETIVE = List.of("signalbox keys", "signalbox apps");

  private final Engine.Opening opening;
  private final Console console;

  /// @param opening makes the engine once a command's home is known
  public Terminal(Engine.Opening opening, PrintStream out, PrintStream err) {
    this.opening = opening;
    this.console = new Console(out, err);
  }

  /// Runs the command.
  ///
  /// @return the exit code: 0 fine, 1 findings, 2 bad input, 3 could not run
  public int run(String... args) {
    CommandLine line = RootCommand.line(List.of(args), new Commands(opening, console));
    line.setOut(console.help());
    line.setErr(console.foreign());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(this::failed);
    line.setParameterExceptionHandler(this::misused);
    return line.execute(args);
  }

  private int failed(Exception trouble, CommandLine line, CommandLine.ParseResult parsed) {
    return switch (trouble) {
      case BadInputException bad -> {
        console.remark("signalbox: " + bad.getMessage());
        yield ExitCode.BAD_INPUT;
      }
      case EngineException broken -> {
        console.remark("signalbox: " + broken.getMessage());
        yield ExitCode.FAILED;
      }
      case StoreException disk -> {
        console.remark("signalbox: " + disk.getMessage());
        yield ExitCode.FAILED;
      }
      default -> {
        LOG.log(System.Logger.Level.DEBUG, "unexpected", trouble);
        console.remark("signalbox: internal error, please report it: " + seen(trouble));
        yield ExitCode.FAILED;
      }
    };
  }

  /// What a report needs: the exception and the place in our code.
  private static String seen(Exception trouble) {
    return Stream.of(trouble.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("io.signalbox."))
        .findFirst()
        .map(frame -> trouble + " at " + frame)
        .orElseGet(trouble::toString);
  }

  /// What stands too much after a command about keys may be a key.
  private static String said(CommandLine.ParameterException misuse, String name) {
    boolean keys = SECRETIVE.stream().anyMatch(each -> (name + " ").startsWith(each + " "));
    return keys && misuse instanceof CommandLine.UnmatchedArgumentException
        ? "unknown arguments; they are not repeated here because one may be a key. Keys are"
            + " read from the terminal or standard input, never from arguments."
        : String.valueOf(misuse.getMessage());
  }

  private int misused(CommandLine.ParameterException misuse, String[] args) {
    String name = misuse.getCommandLine().getCommandSpec().qualifiedName();
    console.remark("signalbox: " + said(misuse, name));
    console.remark("Try `" + name + " --help`.");
    return ExitCode.BAD_INPUT;
  }
}
