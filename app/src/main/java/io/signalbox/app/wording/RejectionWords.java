package io.signalbox.app.wording;

import io.signalbox.engine.trace.RejectedRequest;

/// Why the proxy rejected a request, for somebody who sees the window and no terminal.
public final class RejectionWords {
  private RejectionWords() {}

  /// The cause, without a full stop.
  public static String of(RejectedRequest rejected) {
    return switch (rejected.status()) {
      case 401 -> "the key is missing or wrong; the page Connect has the keys of all apps";
      case 403 -> "web pages may not use this proxy";
      case 421 -> "the host name differs from the proxy's address";
      default -> rejected.message();
    };
  }
}
