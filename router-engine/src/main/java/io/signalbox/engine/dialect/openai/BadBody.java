package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.ClientError;

/// Stops the reading of a client's body where it breaks the rules. Never leaves this package.
final class BadBody extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int STATUS = 400;

  private final transient ClientError error;

  BadBody(String code, String message, String param) {
    super(message, null, false, false);
    this.error = ClientError.malformed(STATUS, code, message, param);
  }

  /// Two members of one name.
  static BadBody duplicate(String path) {
    return new BadBody("duplicate_parameter", "Duplicate parameter: '" + path + "'.", path);
  }

  /// A value of a wrong kind.
  static BadBody type(String param, String expected, Cursor found) {
    return new BadBody(
        "invalid_type",
        "Invalid type for '%s': expected %s, but got %s instead."
            .formatted(param, expected, found.kind()),
        param);
  }

  /// A member that must be there.
  static BadBody missing(String param) {
    return new BadBody(
        "missing_required_parameter", "Missing required parameter: '" + param + "'.", param);
  }

  /// A value that is none of those allowed.
  static BadBody value(String param, String found, String allowed) {
    String shown = found.length() <= 60 ? found : found.substring(0, 60) + "…";
    return new BadBody(
        "invalid_value",
        "Invalid value: '" + shown + "'. Supported values are: " + allowed + ".",
        param);
  }

  ClientError error() {
    return error;
  }
}
