package io.signalbox.engine.trace;

/// A text that should be a trace is none. Its message says what is wrong, for a log.
public final class DamagedTraceException extends RuntimeException {
  DamagedTraceException(String message) {
    super(message);
  }

  DamagedTraceException(String message, Throwable cause) {
    super(message, cause);
  }
}
