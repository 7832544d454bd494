package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.TypedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Reads typed values of a client's body; null counts as absent. Every method throws a [BadBody]
/// that names the member if the value is of another kind.
final class Values {
  static final TypedValues VALUES =
      new TypedValues("true or false", "a whole number", BodyErrors::type);

  private Values() {}

  static OptionalInt positive(Cursor cursor, String param) {
    OptionalLong value = VALUES.integer(cursor, param);
    if (value.isPresent() && (value.getAsLong() < 1 || value.getAsLong() > Integer.MAX_VALUE)) {
      throw BodyErrors.of(
          param, "must be 1 to " + Integer.MAX_VALUE + ", not " + value.getAsLong());
    }
    return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }

  static List<String> texts(Cursor cursor, String param) {
    List<String> all = new ArrayList<>();
    each(cursor, param, "a list of strings", where -> all.add(VALUES.required(cursor, where)));
    return all;
  }

  /// Each value of a list with the place where it stands. The API takes a single value for a list
  /// of one; null is an empty list.
  ///
  /// @param expected what of: `a list of parts`
  static void each(Cursor cursor, String param, String expected, Consumer<String> value) {
    if (cursor.isNull()) {
      return;
    }
    if (cursor.isObject()) {
      value.accept(param);
      return;
    }
    VALUES.array(cursor, param, expected);
    for (int i = 0; cursor.nextElement(); i++) {
      value.accept(param + "[" + i + "]");
    }
  }
}
