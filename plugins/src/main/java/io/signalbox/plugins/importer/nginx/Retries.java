package io.signalbox.plugins.importer.nginx;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The failures that nginx tells apart, by the words of `proxy_next_upstream` and by status.
///
/// @param classes after which the next one is tried
record Retries(Set<FailureClass> classes) {
  /// nginx's own: errors and time-outs.
  static final Retries USUAL =
      new Retries(
          EnumSet.of(FailureClass.UNREACHABLE, FailureClass.INTERRUPTED, FailureClass.TIMEOUT));

  Retries {
    classes =
        classes.isEmpty()
            ? EnumSet.of(FailureClass.UNREACHABLE)
            : Collections.unmodifiableSet(EnumSet.copyOf(classes));
  }

  /// Those of a directive.
  static Retries of(Optional<ConfigValue> directive) {
    if (directive.isEmpty()) {
      return USUAL;
    }
    var classes = EnumSet.noneOf(FailureClass.class);
    directive
        .flatMap(ConfigValue::asText)
        .ifPresent(text ->
            Arrays.stream(text.split("\\s+", -1)).forEach(each -> classes.addAll(on(each))));
    return new Retries(classes);
  }

  private static Set<FailureClass> on(String word) {
    return switch (word) {
      case "error" -> EnumSet.of(FailureClass.UNREACHABLE, FailureClass.INTERRUPTED);
      case "timeout" -> EnumSet.of(FailureClass.TIMEOUT);
      case "invalid_header" -> EnumSet.of(FailureClass.SERVER_ERROR);
      default ->
          word.matches("http_[0-9]{3}")
              ? status(Integer.parseInt(word.substring("http_".length())))
              : EnumSet.noneOf(FailureClass.class);
    };
  }

  /// The classes of a status.
  static Set<FailureClass> status(int status) {
    return switch (status) {
      case 400 -> EnumSet.of(FailureClass.BAD_REQUEST, FailureClass.CONTEXT_TOO_LONG);
      case 401, 403 -> EnumSet.of(FailureClass.UNAUTHORIZED);
      case 402 -> EnumSet.of(FailureClass.OUT_OF_CREDIT);
      case 404 -> EnumSet.of(FailureClass.MODEL_NOT_FOUND);
      case 429 -> EnumSet.of(FailureClass.RATE_LIMITED);
      case 500 -> EnumSet.of(FailureClass.SERVER_ERROR);
      case 502 -> EnumSet.of(FailureClass.SERVER_ERROR, FailureClass.UNREACHABLE);
      case 503, 529 -> EnumSet.of(FailureClass.OVERLOADED);
      case 408, 504 -> EnumSet.of(FailureClass.TIMEOUT);
      default -> EnumSet.noneOf(FailureClass.class);
    };
  }
}
