package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.TypedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads typed values of a client's body; null counts as absent. Every method throws a [BadBody]
/// that names the member if the value is of another kind.
public final class Values {
  /// Any value of a kind.
  public static final TypedValues VALUES =
      new TypedValues("a boolean", "an integer", BodyErrors::type);

  private Values() {}

  /// A number from 1 on.
  public static OptionalInt positive(Cursor cursor, String param) {
    return inRange(VALUES.integer(cursor, param), param);
  }

  /// The limit of an answer: -1, as clients of local servers write it, is none.
  public static OptionalInt limit(Cursor cursor, String param) {
    OptionalLong wanted = VALUES.integer(cursor, param);
    return wanted.isPresent() && wanted.getAsLong() == -1
        ? OptionalInt.empty()
        : inRange(wanted, param);
  }

  /// The same of a number that was read.
  public static OptionalInt inRange(OptionalLong value, String param) {
    if (value.isEmpty()) {
      return OptionalInt.empty();
    } else if (value.getAsLong() < 1) {
      throw BodyErrors.of(
          "integer_below_min_value",
          "Invalid '%s': integer below minimum value. Expected a value >= 1, but got %d instead."
              .formatted(param, value.getAsLong()),
          param);
    } else if (value.getAsLong() > Integer.MAX_VALUE) {
      throw BodyErrors.of(
          "integer_above_max_value",
          "Invalid '%s': integer above maximum value. Expected a value <= %d, but got %d instead."
              .formatted(param, Integer.MAX_VALUE, value.getAsLong()),
          param);
    }
    return OptionalInt.of((int) value.getAsLong());
  }

  /// One string or a list of them.
  public static List<String> texts(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return List.of();
    } else if (cursor.isString()) {
      return List.of(cursor.text());
    }
    VALUES.array(cursor, param, "a string or an array of strings");
    List<String> all = new ArrayList<>();
    while (cursor.nextElement()) {
      all.add(VALUES.required(cursor, param + "[" + all.size() + "]"));
    }
    return all;
  }
}
