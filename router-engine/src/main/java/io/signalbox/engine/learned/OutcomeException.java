package io.signalbox.engine.learned;

/// A file of outcomes cannot be read; goes no further than what reads the file.
public final class OutcomeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutcomeException(int line, String what) {
    super("line " + line + ": " + what + ".");
  }

  OutcomeException(String what) {
    super(what);
  }
}
