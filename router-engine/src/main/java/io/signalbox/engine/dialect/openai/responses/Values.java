package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.dialect.openai.BodyErrors;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.TypedValues;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads typed values of a client's body; null counts as absent. Every method throws a [BadBody]
/// that names the member if the value is of another kind.
final class Values {
  static final TypedValues VALUES = new TypedValues("a boolean", "an integer", BodyErrors::type);

  private Values() {}

  static OptionalInt positive(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return OptionalInt.empty();
    }
    long value = VALUES.integer(cursor, param).orElseThrow();
    if (value < 1 || value > Integer.MAX_VALUE) {
      boolean low = value < 1;
      throw BodyErrors.of(
          low ? "integer_below_min_value" : "integer_above_max_value",
          "Invalid '%s': expected a value from 1 to %d, but got %d instead."
              .formatted(param, Integer.MAX_VALUE, value),
          param);
    }
    return OptionalInt.of((int) value);
  }

  /// The current value as JSON text; empty if it is null.
  static Optional<String> json(Cursor cursor) {
    return cursor.isNull() ? Optional.empty() : Optional.of(cursor.raw());
  }
}
