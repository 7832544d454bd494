package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.ClientError;

/// Stops the reading of a client's body where it breaks the rules, or asks for what only a server
/// can do that keeps answers. Never leaves this package.
final class BadBody extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int STATUS = 400;
  private static final int SHOWN = 60;

  private final transient ClientError error;

  BadBody(String code, String message, String param) {
    super(message, null, false, false);
    this.error = ClientError.malformed(STATUS, code, message, param);
  }

  /// A body that is no JSON object.
  static BadBody notJson(String why) {
    return new BadBody("", "We could not parse the JSON body of your request: " + why + ".", "");
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
    return new BadBody(
        "invalid_value",
        "Invalid value: '" + shown(found) + "'. Supported values are: " + allowed + ".",
        param);
  }

  /// A list that is too long.
  static BadBody tooMany(String param, int most) {
    return new BadBody(
        "array_above_max_length",
        "Invalid '%s': array too long. Expected at most %d elements.".formatted(param, most),
        param);
  }

  /// A member that only a server can honor that keeps answers.
  static BadBody stateless(String param, String instead) {
    return new BadBody(
        "unsupported_parameter",
        "Unsupported parameter: '"
            + param
            + "': this proxy keeps nothing from one request to the next. "
            + instead,
        param);
  }

  /// An answer or a piece of one that only a server knows that keeps answers.
  static BadBody notKept(String code, String what, String id, String param) {
    return new BadBody(
        code,
        what
            + " with id '"
            + shown(id)
            + "' not found: this proxy keeps no answers. Send the whole conversation in 'input',"
            + " and set 'store' to false where a client leaves out what it thinks is stored.",
        param);
  }

  private static String shown(String found) {
    return found.length() <= SHOWN ? found : found.substring(0, SHOWN) + "…";
  }

  ClientError error() {
    return error;
  }
}
