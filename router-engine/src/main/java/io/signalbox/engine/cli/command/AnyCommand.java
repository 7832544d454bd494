package io.signalbox.engine.cli.command;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.home.Homes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What all commands have in common.
@Command(mixinStandardHelpOptions = true, usageHelpAutoWidth = true)
public abstract class AnyCommand implements Callable<Integer> {
  private final Engine.Opening opening;
  public final Console console;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "The directory of ledger, keys and settings (default: SIGNALBOX_HOME, else the directory"
              + " of the system for data).")
  private @Nullable Path home;

  @Option(names = "--json", description = "Print one JSON value and nothing else.")
  public boolean json;

  public AnyCommand(Engine.Opening opening, Console console) {
    this.opening = opening;
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Engine engine = opening.at(home())) {
      return run(engine);
    }
  }

  protected Path home() {
    return givenHome().orElseGet(Homes::usual);
  }

  /// The home that was named on the command line.
  public final Optional<Path> givenHome() {
    return Optional.ofNullable(home).map(Path::toAbsolutePath);
  }

  /// Does it.
  ///
  /// @return the exit code
  public abstract int run(Engine engine);
}
