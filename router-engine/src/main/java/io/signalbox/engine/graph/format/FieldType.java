package io.signalbox.engine.graph.format;

import io.signalbox.engine.graph.condition.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/// What a field can hold: how it is read, written and described. Immutable.
///
/// @param <T> what the program makes of it
public sealed interface FieldType<T> extends Quantities {
  /// What a source has under a key; empty if that is nothing of this type.
  Optional<T> read(FieldSource from, String key);

  /// Puts a value under a key.
  void write(FieldSink to, String key, T value);

  /// A text: any lines, one line, or the path of a file relative to the graph's.
  record Text(Extent extent) implements FieldType<String> {
    /// How much there can be.
    public enum Extent {
      LINES,
      LINE,
      FILE
    }

    public Text() {
      this(Extent.LINES);
    }

    @Override
    public Optional<String> read(FieldSource from, String key) {
      return from.text(key);
    }

    @Override
    public void write(FieldSink to, String key, String value) {
      to.text(key, value);
    }
  }

  /// The id of a node or model.
  record Target() implements FieldType<String> {
    @Override
    public Optional<String> read(FieldSource from, String key) {
      return from.text(key);
    }

    @Override
    public void write(FieldSink to, String key, String value) {
      to.text(key, value);
    }
  }

  /// Ids of nodes or models, in order.
  record Targets() implements FieldType<List<String>> {
    @Override
    public Optional<List<String>> read(FieldSource from, String key) {
      return Optional.of(from.texts(key));
    }

    @Override
    public void write(FieldSink to, String key, List<String> value) {
      to.texts(key, value);
    }
  }

  /// Texts in order.
  record Texts() implements FieldType<List<String>> {
    @Override
    public Optional<List<String>> read(FieldSource from, String key) {
      return Optional.of(from.texts(key));
    }

    @Override
    public void write(FieldSink to, String key, List<String> value) {
      to.texts(key, value);
    }
  }

  /// A whole number.
  record Whole(long least, long most) implements FieldType<Long> {
    @Override
    public Optional<Long> read(FieldSource from, String key) {
      return from.number(key, least, most);
    }

    @Override
    public void write(FieldSink to, String key, Long value) {
      to.number(key, Long.toString(value));
    }
  }

  /// Yes or no.
  record Truth() implements FieldType<Boolean> {
    @Override
    public Optional<Boolean> read(FieldSource from, String key) {
      return from.truth(key);
    }

    @Override
    public void write(FieldSink to, String key, Boolean value) {
      to.truth(key, value);
    }
  }

  /// A single value with a form of its own.
  ///
  /// @param name its name in the JSON Schema
  /// @param wanted what messages call it
  /// @param fix how it is written
  /// @param number whether it is written without quotes
  record Scalar<T>(
      String name,
      String wanted,
      String fix,
      Function<String, Optional<T>> reading,
      Function<T, String> writing,
      boolean number)
      implements FieldType<T> {
    @Override
    public Optional<T> read(FieldSource from, String key) {
      return from.scalar(key, wanted, fix, reading);
    }

    @Override
    public void write(FieldSink to, String key, T value) {
      if (number) {
        to.number(key, writing.apply(value));
      } else {
        to.text(key, writing.apply(value));
      }
    }
  }

  /// Single values with a form of their own, in order.
  record Scalars<T>(Scalar<T> each) implements FieldType<List<T>> {
    @Override
    public Optional<List<T>> read(FieldSource from, String key) {
      return Optional.of(from.scalars(key, each.wanted(), each.fix(), each.reading()));
    }

    @Override
    public void write(FieldSink to, String key, List<T> value) {
      to.texts(key, value.stream().map(each.writing()).toList());
    }
  }

  /// One of some words.
  record Word<T>(SequencedMap<String, T> words) implements FieldType<T> {
    public Word {
      words = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(words));
    }

    @Override
    public Optional<T> read(FieldSource from, String key) {
      return from.word(key, words);
    }

    @Override
    public void write(FieldSink to, String key, T value) {
      to.text(key, wordOf(words, value));
    }
  }

  /// Some of some words, in any order.
  record Words<E extends Enum<E>>(Class<E> type, SequencedMap<String, E> words)
      implements FieldType<Set<E>> {
    public Words {
      words = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(words));
    }

    @Override
    public Optional<Set<E>> read(FieldSource from, String key) {
      Set<E> read = EnumSet.noneOf(type);
      read.addAll(from.words(key, words));
      return Optional.of(read);
    }

    @Override
    public void write(FieldSink to, String key, Set<E> value) {
      List<String> written = new ArrayList<>();
      value.forEach(each -> written.add(wordOf(words, each)));
      to.words(key, written);
    }
  }

  /// A condition.
  ///
  /// @param ofModel whether it is one on a model; else it is one on a request
  record Cel(boolean ofModel) implements FieldType<Condition> {
    /// A condition on a request.
    public Cel() {
      this(false);
    }

    @Override
    public Optional<Condition> read(FieldSource from, String key) {
      return ofModel ? from.conditionOfModel(key) : from.condition(key);
    }

    @Override
    public void write(FieldSink to, String key, Condition value) {
      to.condition(key, value);
    }
  }

  /// Members of a request, as name → JSON text.
  record Members() implements FieldType<Map<String, String>> {
    @Override
    public Optional<Map<String, String>> read(FieldSource from, String key) {
      return Optional.of(from.members(key));
    }

    @Override
    public void write(FieldSink to, String key, Map<String, String> value) {
      to.members(key, value);
    }
  }

  /// A record.
  record Section<T>(RecordFormat<T> format) implements FieldType<T> {
    @Override
    public Optional<T> read(FieldSource from, String key) {
      return from.section(key, format);
    }

    @Override
    public void write(FieldSink to, String key, T value) {
      to.section(key, format, value);
    }
  }

  /// Records in order.
  record Items<T>(RecordFormat<T> format) implements FieldType<List<T>> {
    @Override
    public Optional<List<T>> read(FieldSource from, String key) {
      return Optional.of(from.items(key, format));
    }

    @Override
    public void write(FieldSink to, String key, List<T> value) {
      to.items(key, format, value);
    }
  }

  /// Ids of nodes or models by labels of the author's, in order.
  record TargetsByLabel() implements FieldType<SequencedMap<String, String>> {
    @Override
    public Optional<SequencedMap<String, String>> read(FieldSource from, String key) {
      return Optional.of(from.textsByLabel(key));
    }

    @Override
    public void write(FieldSink to, String key, SequencedMap<String, String> value) {
      to.textsByLabel(key, value);
    }
  }

  /// Records by labels of the author's, in order.
  record ByLabel<T>(RecordFormat<T> format) implements FieldType<SequencedMap<String, T>> {
    @Override
    public Optional<SequencedMap<String, T>> read(FieldSource from, String key) {
      return Optional.of(from.byLabel(key, format));
    }

    @Override
    public void write(FieldSink to, String key, SequencedMap<String, T> value) {
      to.byLabel(key, format, value);
    }
  }

  /// Something that only a later version can run.
  ///
  /// @param words what may be written already, for it says what is done anyway
  /// @param later the words that cannot be run; none: whatever is written cannot
  record NotYet(List<String> words, List<String> later) implements FieldType<String> {
    @Override
    public Optional<String> read(FieldSource from, String key) {
      if (later.isEmpty()) {
        from.notYet(key, key);
        return Optional.empty();
      }
      var known = new LinkedHashMap<String, String>();
      words.forEach(word -> known.put(word, word));
      later.forEach(word -> known.put(word, word));
      from.word(key, known).filter(later::contains).ifPresent(word -> from.notYet(key, word));
      return Optional.empty();
    }

    @Override
    public void write(FieldSink to, String key, String value) {}
  }

  /// One of an enum's values, in lower case.
  static <E extends Enum<E>> Word<E> word(Class<E> type) {
    return new Word<>(words(Arrays.asList(type.getEnumConstants())));
  }

  /// One of some of an enum's values, in lower case.
  static <E extends Enum<E>> Word<E> word(List<E> values) {
    return new Word<>(words(values));
  }

  /// Some of an enum's values, in lower case.
  static <E extends Enum<E>> Words<E> some(Class<E> type) {
    return new Words<>(type, words(Arrays.asList(type.getEnumConstants())));
  }

  private static <E extends Enum<E>> SequencedMap<String, E> words(List<E> values) {
    var words = new LinkedHashMap<String, E>();
    values.forEach(each -> words.put(each.name().toLowerCase(Locale.ROOT), each));
    return words;
  }

  private static <T> String wordOf(Map<String, T> words, T value) {
    return words.entrySet().stream()
        .filter(entry -> entry.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
