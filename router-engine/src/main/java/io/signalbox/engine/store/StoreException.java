package io.signalbox.engine.store;

/// The disk failed us: full, read-only, gone, or damaged while in use. Its message is for the user.
public final class StoreException extends RuntimeException {
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
