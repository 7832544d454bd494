package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads typed values of a client's body; null counts as absent. Every method throws a [BadBody]
/// that names the member if the value is of another kind.
final class Values {
  private Values() {}

  static Optional<String> text(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return Optional.empty();
    }
    return Optional.of(required(cursor, param));
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

  static OptionalLong integer(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return OptionalLong.empty();
    }
    return cursor
        .integer()
        .map(OptionalLong::of)
        .orElseThrow(() -> BadBody.type(param, "an integer", cursor));
  }

  static OptionalInt positive(Cursor cursor, String param) {
    OptionalLong value = integer(cursor, param);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    } else if (value.getAsLong() < 1) {
      throw new BadBody(
          "integer_below_min_value",
          "Invalid '%s': integer below minimum value. Expected a value >= 1, but got %d instead."
              .formatted(param, value.getAsLong()),
          param);
    } else if (value.getAsLong() > Integer.MAX_VALUE) {
      throw new BadBody(
          "integer_above_max_value",
          "Invalid '%s': integer above maximum value. Expected a value <= %d, but got %d instead."
              .formatted(param, Integer.MAX_VALUE, value.getAsLong()),
          param);
    }
    return OptionalInt.of((int) value.getAsLong());
  }

  /// One string or a list of them.
  static List<String> texts(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return List.of();
    } else if (cursor.isString()) {
      return List.of(cursor.text());
    }
    array(cursor, param, "a string or an array of strings");
    List<String> all = new ArrayList<>();
    while (cursor.nextElement()) {
      all.add(required(cursor, param + "[" + all.size() + "]"));
    }
    return all;
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
}
