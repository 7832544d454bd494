package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.cli.command.Console;
import picocli.CommandLine;

/// Makes command objects: each gets the console and access to an engine.
final class Commands implements CommandLine.IFactory {
  private final Engine.Opening opening;
  private final Console console;

  Commands(Engine.Opening opening, Console console) {
    this.opening = opening;
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (var constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 2) {
        return type.cast(constructor.newInstance(opening, console));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
