package io.signalbox.engine.cli.command;

/// What the user gave cannot be used; the message says why and how to fix it.
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInputException(String message) {
    super(message);
  }
}
