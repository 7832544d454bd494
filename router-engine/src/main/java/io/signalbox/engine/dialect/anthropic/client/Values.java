package io.signalbox.engine.dialect.anthropic.client;

import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.TypedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Reads typed values of a client's body; null counts as absent. Every method throws a [BadBody]
/// that names the member if the value is of another kind.
final class Values {
  static final TypedValues VALUES =
      new TypedValues("true or false", "a whole number", BodyErrors::type);

  private Values() {}

  static OptionalInt positive(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return OptionalInt.empty();
    }
    long value = VALUES.integer(cursor, param).orElseThrow();
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw BodyErrors.of(param, "must be 1 to " + Integer.MAX_VALUE + ", not " + value);
    }
    return OptionalInt.of((int) value);
  }

  static List<String> texts(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return List.of();
    }
    VALUES.array(cursor, param, "a list of strings");
    List<String> all = new ArrayList<>();
    while (cursor.nextElement()) {
      all.add(VALUES.required(cursor, param + "." + all.size()));
    }
    return all;
  }
}
