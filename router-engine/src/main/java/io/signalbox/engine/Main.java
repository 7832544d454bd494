package io.signalbox.engine;

import io.signalbox.engine.cli.Terminal;

/// The terminal's entry point.
public final class Main {
  private Main() {}

  /// Runs one command and ends with its exit code.
  public static void main(String[] args) {
    Logging.quiet();
    HeapPace.keep();
    int code = new Terminal(Signalbox::at, System.out, System.err).run(args);
    System.exit(code);
  }
}
