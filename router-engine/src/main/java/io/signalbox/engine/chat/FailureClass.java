package io.signalbox.engine.chat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

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

  private final String id = name().toLowerCase(Locale.ROOT);

  /// The name in files and traces: lower case with underscores.
  public String id() {
    return id;
  }

  /// All classes by their ids, in order.
  public static SequencedMap<String, FailureClass> words() {
    var words = new LinkedHashMap<String, FailureClass>();
    Arrays.stream(values()).forEach(each -> words.put(each.id(), each));
    return words;
  }

  /// The class with this id, if there is one.
  public static Optional<FailureClass> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
  }
}
