package io.signalbox.engine.json;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Reads values of a kind from a client's body; null counts as absent. If a value is of another
/// kind, each method throws what the dialect throws then, which names the member. Immutable.
///
/// @param flag what the dialect calls true and false: `a boolean`
/// @param integer what it calls a whole number: `an integer`
/// @param misfit what is thrown
public record TypedValues(String flag, String integer, Misfit misfit) {
  /// A value of another kind than expected.
  @FunctionalInterface
  public interface Misfit {
    /// @param param where it stands in the body
    /// @param found the value
    RuntimeException of(String param, String expected, Cursor found);
  }

  /// A string.
  public Optional<String> text(Cursor cursor, String param) {
    return cursor.isNull() ? Optional.empty() : Optional.of(required(cursor, param));
  }

  /// A string that must be there.
  public String required(Cursor cursor, String param) {
    if (!cursor.isString()) {
      throw misfit.of(param, "a string", cursor);
    }
    return cursor.text();
  }

  /// True or false.
  public Optional<Boolean> flag(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return Optional.empty();
    } else if (!cursor.isBoolean()) {
      throw misfit.of(param, flag, cursor);
    }
    return Optional.of(cursor.isTrue());
  }

  /// A number.
  public OptionalDouble number(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return OptionalDouble.empty();
    } else if (!cursor.isNumber()) {
      throw misfit.of(param, "a number", cursor);
    }
    return OptionalDouble.of(cursor.number());
  }

  /// A whole number.
  public OptionalLong integer(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return OptionalLong.empty();
    }
    return cursor
        .integer()
        .map(OptionalLong::of)
        .orElseThrow(() -> misfit.of(param, integer, cursor));
  }

  /// Sees to it that the value is an object.
  public void object(Cursor cursor, String param) {
    if (!cursor.isObject()) {
      throw misfit.of(param, "an object", cursor);
    }
  }

  /// Sees to it that the value is an array.
  ///
  /// @param expected what of: `an array of tools`
  public void array(Cursor cursor, String param, String expected) {
    if (!cursor.isArray()) {
      throw misfit.of(param, expected, cursor);
    }
  }
}
