package io.signalbox.engine.workspace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// A part of a YAML text and where it stands. Places are char offsets into the text; a block
/// collection ends with its last child, not where the next token begins. Immutable.
public sealed interface Yaml {
  /// Where it begins.
  int start();

  /// Where it ends.
  int end();

  /// The same thing said at another place, as an alias does.
  Yaml at(int start, int end);

  /// How a scalar is written.
  enum ScalarForm {
    PLAIN,
    SINGLE,
    DOUBLE,
    LITERAL,
    FOLDED
  }

  /// A text, number or truth value; what it is meant to be is for the reader of the file to say.
  record Scalar(String text, ScalarForm form, int start, int end) implements Yaml {
    /// Whether nothing is said.
    public boolean isEmpty() {
      return form == ScalarForm.PLAIN
          && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }

    @Override
    public Scalar at(int newStart, int newEnd) {
      return new Scalar(text, form, newStart, newEnd);
    }
  }

  /// A key and its value.
  record Keyed(Scalar key, Yaml value) {
    int start() {
      return key.start();
    }

    int end() {
      return Math.max(key.end(), value.end());
    }
  }

  /// Values by key, in the order of the file. Of keys that stand twice, the first counts.
  record Mapping(SequencedMap<String, Keyed> entries, boolean flow, int start, int end)
      implements Yaml {
    public Mapping {
      entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    Optional<Yaml> get(String key) {
      return Optional.ofNullable(entries.get(key)).map(Keyed::value);
    }

    /// The entry of a key that is known to stand here.
    Keyed entry(String key) {
      return Objects.requireNonNull(entries.get(key), key);
    }

    @Override
    public Mapping at(int newStart, int newEnd) {
      return new Mapping(entries, flow, newStart, newEnd);
    }
  }

  /// Values in order.
  record Sequence(List<Yaml> items, boolean flow, int start, int end) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public Sequence at(int newStart, int newEnd) {
      return new Sequence(items, flow, newStart, newEnd);
    }
  }

  /// An empty mapping at a place where something else was found.
  static Mapping nothing(Yaml instead) {
    return new Mapping(new LinkedHashMap<>(Map.of()), true, instead.start(), instead.end());
  }
}
