package io.signalbox.engine.graph.format;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One key of a record, with what it can hold. Immutable.
///
/// @param <R> the record
/// @param <T> what the field holds
/// @param key the key in files
/// @param type what it can hold
/// @param required whether nothing could stand for it
/// @param usual what it holds if it is left out; empty if that is nothing at all
/// @param meaning what it says, in a sentence
/// @param title what forms call it
/// @param written what files say of it; empty if it is left out
/// @param with gives the record with another value
public record Field<R, T>(
    String key,
    FieldType<T> type,
    boolean required,
    Optional<T> usual,
    String meaning,
    String title,
    Function<R, Optional<T>> written,
    BiFunction<R, T, R> with) {

  /// A field that must be there.
  public static <R, T> Field<R, T> required(
      String key, FieldType<T> type, String meaning, Function<R, T> get, BiFunction<R, T, R> with) {
    return new Field<>(
        key, type, true, Optional.empty(), meaning, title(key), get.andThen(Optional::of), with);
  }

  /// A field that is left out where it holds the usual.
  public static <R, T> Field<R, T> usually(
      T usual,
      String key,
      FieldType<T> type,
      String meaning,
      Function<R, T> get,
      BiFunction<R, T, R> with) {
    return new Field<>(
        key,
        type,
        false,
        Optional.of(usual),
        meaning,
        title(key),
        record -> Optional.of(get.apply(record)).filter(value -> !value.equals(usual)),
        with);
  }

  /// A field that may be empty.
  public static <R, T> Field<R, T> optional(
      String key,
      FieldType<T> type,
      String meaning,
      Function<R, Optional<T>> get,
      BiFunction<R, T, R> with) {
    return new Field<>(key, type, false, Optional.empty(), meaning, title(key), get, with);
  }

  /// A field of which this version knows no more than its name.
  ///
  /// @param type what it may hold all the same
  public static <R> Field<R, String> later(String key, String meaning, FieldType.NotYet type) {
    return new Field<>(
        key,
        type,
        false,
        Optional.empty(),
        meaning,
        title(key),
        record -> Optional.empty(),
        (r, t) -> r);
  }

  /// The same field under another name in forms.
  public Field<R, T> titled(String other) {
    return new Field<>(key, type, required, usual, meaning, other, written, with);
  }

  /// What a record holds in this field: what files say of it, else what is usual; empty if that is
  /// nothing at all.
  public Optional<T> value(R record) {
    return written.apply(record).or(() -> usual);
  }

  private static String title(String key) {
    return Character.toUpperCase(key.charAt(0)) + key.substring(1).replace('_', ' ');
  }

  R copied(R from, R to) {
    return written.apply(from).map(value -> with.apply(to, value)).orElse(to);
  }

  R read(FieldSource from, R begin) {
    return from.has(key)
        ? type.read(from, key).map(value -> with.apply(begin, value)).orElse(begin)
        : begin;
  }

  void write(FieldSink to, R value) {
    written.apply(value).ifPresent(each -> type.write(to, key, each));
  }
}
