package io.signalbox.plugins.export.tensorzero;

import io.signalbox.plugins.export.Scripts;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as TOML 1.0, each text quoted and in ASCII, so that no name can end its quotes.
final class TomlText {
  private static final int DEEPEST = 40;
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

  private TomlText() {}

  /// Why TOML cannot say a JSON value; empty if it can.
  static Optional<String> objection(String json) {
    return objection(Scripts.parsed(json), 0);
  }

  private static Optional<String> objection(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      return Optional.of("it is nested too deeply");
    }
    return switch (value) {
      case null -> Optional.of("TOML has no null");
      case String text -> whole(text);
      case BigInteger number when number.compareTo(MOST) > 0 || number.compareTo(LEAST) < 0 ->
          Optional.of("the number is too large");
      case Double number when !Double.isFinite(number) -> Optional.of("the number is too large");
      case List<?> list -> first(list, depth);
      case Map<?, ?> map ->
          map.keySet().stream()
              .flatMap(key -> whole(String.valueOf(key)).stream())
              .findFirst()
              .or(() -> first(map.values(), depth));
      default -> Optional.empty();
    };
  }

  private static Optional<String> first(Iterable<?> values, int depth) {
    for (Object each : values) {
      Optional<String> why = objection(each, depth + 1);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> whole(String text) {
    boolean half = text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    return half ? Optional.of("it contains half of a surrogate pair") : Optional.empty();
  }

  /// A JSON value without objections.
  static String json(String json) {
    return value(Scripts.parsed(json));
  }

  private static String value(@Nullable Object value) {
    return switch (value) {
      case null -> throw new IllegalArgumentException("TOML has no null");
      case String text -> quoted(text);
      case List<?> list ->
          list.stream().map(TomlText::value).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(each -> quoted(String.valueOf(each.getKey())) + " = " + value(each.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Double number -> real(number);
      case Object other -> String.valueOf(other);
    };
  }

  /// Java writes 1.0E10, which is TOML too.
  private static String real(double number) {
    return Double.toString(number);
  }

  /// A text as a basic string. Characters beyond the first plane have an escape of their own.
  static String quoted(String text) {
    var out = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            default -> {
              if (c >= ' ' && c < 0x7f) {
                out.append((char) c);
              } else {
                out.append(c > 0xffff ? "\\U%08X".formatted(c) : "\\u%04X".formatted(c));
              }
            }
          }
        });
    return out.append('"').toString();
  }
}
