package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.ClientError;

/// Stops the reading of a client's body where it breaks the rules; says where, what and how to mend
/// it. Never leaves this package.
final class BadBody extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int STATUS = 400;
  private static final int MOST_SHOWN = 60;

  private final transient ClientError error;

  /// @param param where: `messages.0.content`; empty if it is the whole body
  BadBody(String param, String message) {
    super(message, null, false, false);
    String where = param.isEmpty() ? message : param + ": " + message;
    this.error = ClientError.malformed(STATUS, "", where, param);
  }

  /// A value of a wrong kind.
  static BadBody type(String param, String expected, Cursor found) {
    return new BadBody(param, "must be " + expected + ", not " + found.kind());
  }

  /// A member that must be there.
  static BadBody missing(String param) {
    return new BadBody(param, "Field required");
  }

  /// A value that is none of those allowed.
  static BadBody value(String param, String found, String allowed) {
    String shown = found.length() <= MOST_SHOWN ? found : found.substring(0, MOST_SHOWN) + "…";
    return new BadBody(param, "must be " + allowed + ", not '" + shown + "'");
  }

  ClientError error() {
    return error;
  }
}
