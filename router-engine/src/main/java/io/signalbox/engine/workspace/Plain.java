package io.signalbox.engine.workspace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a file says, without how it says it. What is left out because it is usual is not here.
/// Immutable.
sealed interface Plain {
  /// A text.
  ///
  /// @param quoted whether people expect quotes around it
  record Text(String text, boolean quoted) implements Plain {}

  /// A number or truth value, as JSON writes it.
  record Word(String json) implements Plain {}

  /// Values in order, or without one.
  record Items(List<Plain> items, boolean ordered) implements Plain {
    public Items {
      items = List.copyOf(items);
    }

    boolean holdsFields() {
      return !items.isEmpty() && items.stream().allMatch(Fields.class::isInstance);
    }
  }

  /// Values by name.
  record Fields(SequencedMap<String, Plain> fields) implements Plain {
    public Fields {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    Optional<Plain> get(String key) {
      return Optional.ofNullable(fields.get(key));
    }
  }

  static Plain text(String text) {
    return new Text(text, false);
  }

  static Plain number(long number) {
    return new Word(Long.toString(number));
  }

  /// The value of a JSON text; a text that is no JSON stands for itself.
  static Plain ofJson(String json) {
    return YamlReader.read(new Findings(new Source("", json)))
        .map(Plain::of)
        .orElseGet(() -> text(json));
  }

  private static Plain of(Yaml value) {
    return switch (value) {
      case Yaml.Scalar scalar -> scalar(scalar);
      case Yaml.Sequence sequence ->
          new Items(sequence.items().stream().map(Plain::of).toList(), true);
      case Yaml.Mapping mapping -> {
        var fields = new LinkedHashMap<String, Plain>();
        mapping.entries().forEach((key, entry) -> fields.put(key, of(entry.value())));
        yield new Fields(fields);
      }
    };
  }

  private static Plain scalar(Yaml.Scalar scalar) {
    if (scalar.isEmpty()) {
      return new Word("null");
    }
    boolean word = scalar.form() == Yaml.Form.PLAIN && JsonText.isWord(scalar.text());
    return word ? new Word(scalar.text()) : text(scalar.text());
  }
}
