package io.signalbox.engine.api;

/// The program cannot do what a command needs: a database cannot be opened, an address is taken.
/// Its message is for the user.
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EngineException(String message) {
    super(message);
  }
}
