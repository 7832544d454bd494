package io.signalbox.engine.dialect.responses;

import io.signalbox.engine.json.Cursor;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Reads typed values of a client's body; null counts as absent. Every method throws a [BadBody]
/// that names the member if the value is of another kind.
final class Values {
  private Values() {}

  static Optional<String> text(Cursor cursor, String param) {
    return cursor.isNull() ? Optional.empty() : Optional.of(required(cursor, param));
  }

  static String required(Cursor cursor, String param) {
    if (!cursor.isString()) {
      throw BadBody.type(param, "a string", cursor);
    }
    return cursor.text();
  }

  static Optional<Boolean> flag(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return Optional.empty();
    } else if (!cursor.isBoolean()) {
      throw BadBody.type(param, "a boolean", cursor);
    }
    return Optional.of(cursor.isTrue());
  }

  static OptionalDouble number(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return OptionalDouble.empty();
    } else if (!cursor.isNumber()) {
      throw BadBody.type(param, "a number", cursor);
    }
    return OptionalDouble.of(cursor.number());
  }

  static OptionalInt positive(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return OptionalInt.empty();
    }
    long value = cursor.integer().orElseThrow(() -> BadBody.type(param, "an integer", cursor));
    if (value < 1 || value > Integer.MAX_VALUE) {
      boolean low = value < 1;
      throw new BadBody(
          low ? "integer_below_min_value" : "integer_above_max_value",
          "Invalid '%s': expected a value from 1 to %d, but got %d instead."
              .formatted(param, Integer.MAX_VALUE, value),
          param);
    }
    return OptionalInt.of((int) value);
  }

  static void object(Cursor cursor, String param) {
    if (!cursor.isObject()) {
      throw BadBody.type(param, "an object", cursor);
    }
  }

  static void array(Cursor cursor, String param, String expected) {
    if (!cursor.isArray()) {
      throw BadBody.type(param, expected, cursor);
    }
  }

  /// The current value as JSON text; empty if it is null.
  static Optional<String> json(Cursor cursor) {
    return cursor.isNull() ? Optional.empty() : Optional.of(cursor.raw());
  }
}
