package io.signalbox.engine.graph.format;

import io.signalbox.engine.graph.condition.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// Keys and values that are read. What is wrong is reported by the reader, and is then as though it
/// were not there.
public interface FieldSource {
  /// Whether the key is there.
  boolean has(String key);

  /// A text.
  Optional<String> text(String key);

  /// Texts in order. An item that is none is read as an empty text, so that places stay.
  List<String> texts(String key);

  /// A whole number.
  Optional<Long> number(String key, long least, long most);

  /// `true` or `false`.
  Optional<Boolean> truth(String key);

  /// A single value.
  ///
  /// @param wanted what it must be, as in `a duration`
  /// @param fix how it is written
  <T> Optional<T> scalar(
      String key, String wanted, String fix, Function<String, Optional<T>> reading);

  /// Single values in order.
  ///
  /// @param wanted what each must be, as in `a duration`
  /// @param fix how it is written
  <T> List<T> scalars(String key, String wanted, String fix, Function<String, Optional<T>> reading);

  /// One of some words.
  <T> Optional<T> word(String key, Map<String, T> words);

  /// Some of some words.
  <T> List<T> words(String key, Map<String, T> words);

  /// A condition on a request.
  Optional<Condition> condition(String key);

  /// A condition on a model.
  Optional<Condition> conditionOfModel(String key);

  /// Members of a request, as name → JSON text.
  Map<String, String> members(String key);

  /// A record.
  <T> Optional<T> section(String key, RecordFormat<T> format);

  /// Records in order.
  <T> List<T> items(String key, RecordFormat<T> format);

  /// Texts by labels of the author's, in order. One that is none is read as an empty text.
  SequencedMap<String, String> textsByLabel(String key);

  /// Records by labels of the author's, in order.
  <T> SequencedMap<String, T> byLabel(String key, RecordFormat<T> format);

  /// Reports a key, or a word there, that this version cannot run.
  ///
  /// @param word the key itself, or the word
  void notYet(String key, String word);
}
