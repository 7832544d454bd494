package io.signalbox.app.kit;

/// How a value is written into a field, and read from it.
///
/// @param <T> the values
public interface Format<T> {

  /// What a text says.
  Reading<T> read(String text);

  /// How a value is shown.
  String shown(T value);

  /// A value, or why there is none.
  sealed interface Reading<T> {
    /// The text says this.
    record Value<T>(T value) implements Reading<T> {}

    /// The text says nothing.
    ///
    /// @param words what should be written, in a short sentence
    record Fault<T>(String words) implements Reading<T> {}
  }

  /// The text says this.
  static <T> Reading<T> value(T value) {
    return new Reading.Value<>(value);
  }

  /// The text says nothing.
  static <T> Reading<T> fault(String words) {
    return new Reading.Fault<>(words);
  }
}
