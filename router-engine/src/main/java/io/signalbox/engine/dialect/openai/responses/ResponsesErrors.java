package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.dialect.openai.BodyErrors;

/// What is wrong with a body of the Responses API alone, as a wish for what only a server can do
/// that keeps answers.
final class ResponsesErrors {
  private ResponsesErrors() {}

  /// A list that is too long.
  static BadBody tooMany(String param, int most) {
    return BodyErrors.of(
        "array_above_max_length",
        "Invalid '%s': array too long. Expected at most %d elements.".formatted(param, most),
        param);
  }

  /// A member that only a server can honor that keeps answers.
  static BadBody stateless(String param, String instead) {
    return BodyErrors.of(
        "unsupported_parameter",
        "Unsupported parameter: '"
            + param
            + "': this proxy stores no prompts, conversations or answers to be fetched. "
            + instead,
        param);
  }
}
