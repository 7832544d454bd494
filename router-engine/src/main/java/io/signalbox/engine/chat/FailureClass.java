package io.signalbox.engine.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What kind of trouble a provider gave. The ids are those of the format page.
public enum FailureClass {
  RATE_LIMITED,
  OUT_OF_CREDIT,
  OVERLOADED,
  SERVER_ERROR,
  TIMEOUT,
  UNREACHABLE,
  CONTEXT_TOO_LONG,
  CONTENT_FILTERED,
  MODEL_NOT_FOUND,
  UNAUTHORIZED,
  BAD_REQUEST,
  INTERRUPTED;

  /// The name in files and traces: lower case with underscores.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The class with this id, if there is one.
  public static Optional<FailureClass> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
  }
}
