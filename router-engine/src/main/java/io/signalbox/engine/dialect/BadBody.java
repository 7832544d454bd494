package io.signalbox.engine.dialect;

import io.signalbox.engine.spi.ClientError;

/// Stops the reading of a client's body where it breaks the rules of its dialect; says where, what,
/// and what to do. Never leaves the dialect.
public final class BadBody extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_SHOWN = 60;

  private final transient ClientError error;

  /// @param error in the dialect's words
  public BadBody(ClientError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  /// What the client is told.
  public ClientError error() {
    return error;
  }

  /// As much of a value as may be repeated.
  public static String shown(String found) {
    return found.length() <= MOST_SHOWN ? found : found.substring(0, MOST_SHOWN) + "…";
  }
}
