package io.signalbox.engine.cli;

/// What the user gave cannot be used; the message says why and how to mend it.
final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInputException(String message) {
    super(message);
  }
}
