package io.signalbox.engine.workspace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a file says, without how it says it. What is left out because it is usual is not here.
/// Immutable.
sealed interface PlainValue {
  /// A text.
  ///
  /// @param quoted whether people expect quotes around it
  record Text(String text, boolean quoted) implements PlainValue {}

  /// A number or truth value, as JSON writes it.
  record Word(String json) implements PlainValue {}

  /// Values in order, or without one.
  record Items(List<PlainValue> items, boolean ordered) implements PlainValue {
    public Items {
      items = List.copyOf(items);
    }

    boolean holdsFields() {
      return !items.isEmpty() && items.stream().allMatch(Fields.class::isInstance);
    }
  }

  /// Values by name.
  record Fields(SequencedMap<String, PlainValue> fields) implements PlainValue {
    public Fields {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    Optional<PlainValue> get(String key) {
      return Optional.ofNullable(fields.get(key));
    }
  }

  static PlainValue text(String text) {
    return new Text(text, false);
  }

  static PlainValue number(long number) {
    return new Word(Long.toString(number));
  }

  /// The value of a JSON text; a text that is no JSON stands for itself.
  static PlainValue ofJson(String json) {
    return YamlReader.read(new Findings(new Source("", json)))
        .map(PlainValue::of)
        .orElseGet(() -> text(json));
  }

  private static PlainValue of(Yaml value) {
    return switch (value) {
      case Yaml.Scalar scalar -> scalar(scalar);
      case Yaml.Sequence sequence ->
          new Items(sequence.items().stream().map(PlainValue::of).toList(), true);
      case Yaml.Mapping mapping -> {
        var fields = new LinkedHashMap<String, PlainValue>();
        mapping.entries().forEach((key, entry) -> fields.put(key, of(entry.value())));
        yield new Fields(fields);
      }
    };
  }

  private static PlainValue scalar(Yaml.Scalar scalar) {
    if (scalar.isEmpty()) {
      return new Word("null");
    }
    boolean word = scalar.form() == Yaml.ScalarForm.PLAIN && JsonText.isWord(scalar.text());
    return word ? new Word(scalar.text()) : text(scalar.text());
  }
}
