package io.signalbox.engine.cli.command;

import io.signalbox.engine.api.Engine;
import java.nio.file.Path;
import java.util.Optional;

/// A command that works in a home of its own, which is gone afterwards, unless one is given.
public abstract class ScratchCommand extends AnyCommand {
  private Optional<Path> scratch = Optional.empty();

  public ScratchCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public Integer call() {
    if (givenHome().isPresent()) {
      return super.call();
    }
    try (var made = TemporaryHome.make("signalbox-home")) {
      scratch = Optional.of(made.path());
      return super.call();
    }
  }

  @Override
  protected Path home() {
    return scratch.orElseGet(super::home);
  }
}
