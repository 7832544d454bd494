package io.signalbox.engine.dialect.ollama;

import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.TypedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads typed values of a client's body; null counts as absent. Every method throws a [BadBody]
/// that names the member if the value is of another kind.
final class Values {
  static final TypedValues VALUES =
      new TypedValues("true or false", "a whole number", BodyErrors::type);

  private static final double MOST_EXACT = 1e15;

  private Values() {}

  /// A whole number, which Ollama takes with a fraction of zero, too.
  static OptionalLong whole(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return OptionalLong.empty();
    } else if (!cursor.isNumber()) {
      throw BodyErrors.type(param, "a whole number", cursor);
    }
    Optional<Long> exact = cursor.integer();
    if (exact.isPresent()) {
      return OptionalLong.of(exact.get());
    }
    double value = cursor.number();
    if (value != Math.rint(value) || Math.abs(value) > MOST_EXACT) {
      throw BodyErrors.of(param, "must be a whole number");
    }
    return OptionalLong.of((long) value);
  }

  /// One string or a list of them.
  static List<String> texts(Cursor cursor, String param) {
    return cursor.isString() ? List.of(cursor.text()) : list(cursor, param);
  }

  /// A list of strings.
  static List<String> list(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return List.of();
    }
    VALUES.array(cursor, param, "an array of strings");
    List<String> all = new ArrayList<>();
    while (cursor.nextElement()) {
      all.add(VALUES.required(cursor, param + "[" + all.size() + "]"));
    }
    return all;
  }
}
