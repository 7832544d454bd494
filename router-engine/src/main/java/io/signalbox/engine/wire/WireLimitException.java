package io.signalbox.engine.wire;

import java.io.IOException;

/// An answer was larger than its limit.
public final class WireLimitException extends IOException {
  private static final long serialVersionUID = 1L;

  public WireLimitException(String message) {
    super(message);
  }
}
