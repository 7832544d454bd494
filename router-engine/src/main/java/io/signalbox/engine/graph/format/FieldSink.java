package io.signalbox.engine.graph.format;

import io.signalbox.engine.graph.condition.Condition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Takes keys and values to be written.
public interface FieldSink {
  /// A text.
  void text(String key, String text);

  /// A number as JSON writes it.
  void number(String key, String number);

  /// `true` or `false`.
  default void truth(String key, boolean truth) {
    number(key, Boolean.toString(truth)); // a word of JSON, too
  }

  /// Texts in order.
  void texts(String key, List<String> texts);

  /// Words whose order says nothing.
  void words(String key, Collection<String> words);

  /// A condition.
  void condition(String key, Condition condition);

  /// Members of a request, as name → JSON text; none are left out.
  void members(String key, Map<String, String> members);

  /// A record; one that says nothing is left out.
  <T> void section(String key, RecordFormat<T> format, T value);

  /// Records in order.
  <T> void items(String key, RecordFormat<T> format, List<T> values);

  /// Texts by labels, in order; none are left out.
  void textsByLabel(String key, SequencedMap<String, String> texts);

  /// Records by labels, in order; none are left out.
  <T> void byLabel(String key, RecordFormat<T> format, SequencedMap<String, T> values);
}
