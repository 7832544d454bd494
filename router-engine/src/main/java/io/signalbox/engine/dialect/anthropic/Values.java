package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
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
      throw BadBody.type(param, "true or false", cursor);
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
    long value = cursor.integer().orElseThrow(() -> BadBody.type(param, "a whole number", cursor));
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw new BadBody(param, "must be 1 to " + Integer.MAX_VALUE + ", not " + value);
    }
    return OptionalInt.of((int) value);
  }

  static List<String> texts(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return List.of();
    }
    array(cursor, param, "a list of strings");
    List<String> all = new ArrayList<>();
    while (cursor.nextElement()) {
      all.add(required(cursor, param + "." + all.size()));
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
