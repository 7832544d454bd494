package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.format.Units;
import java.util.Optional;

/// Finds places of a text by their path (`nodes.triage.rules[1].when`) and the other way round.
final class Paths {
  private Paths() {}

  /// A part of a text.
  ///
  /// @param exact whether the whole path was found, not only its beginning
  record Span(int start, int end, boolean exact) {}

  /// Where a path leads: to a single value, or to the key or first line of a collection. Of a path
  /// that leads out of the text, as far as it goes.
  static Span find(Yaml root, String path) {
    return find(root, path, new Span(root.start(), root.start() + 1, path.isEmpty()));
  }

  private static Span find(Yaml value, String rest, Span found) {
    if (rest.isEmpty()) {
      return new Span(found.start, found.end, true);
    }
    Span here = new Span(found.start, found.end, false);
    return switch (value) {
      case Yaml.Scalar scalar -> here;
      case Yaml.Mapping mapping -> inMapping(mapping, rest, here);
      case Yaml.Sequence sequence -> inSequence(sequence, rest, here);
    };
  }

  private static Span inMapping(Yaml.Mapping mapping, String rest, Span here) {
    String path = rest.startsWith(".") ? rest.substring(1) : rest;
    return longestKey(mapping, path)
        .map(key -> {
          Yaml.Entry entry = mapping.entry(key);
          Yaml shown = shown(entry);
          return find(
              entry.value(),
              path.substring(key.length()),
              new Span(shown.start(), shown.end(), true));
        })
        .orElse(here);
  }

  /// Keys may hold dots, so the longest that fits is meant.
  private static Optional<String> longestKey(Yaml.Mapping mapping, String path) {
    for (int end = path.length(); end > 0; end--) {
      boolean boundary = end == path.length() || ".[".indexOf(path.charAt(end)) >= 0;
      if (boundary && mapping.entries().containsKey(path.substring(0, end))) {
        return Optional.of(path.substring(0, end));
      }
    }
    return Optional.empty();
  }

  private static Yaml shown(Yaml.Entry entry) {
    boolean single = entry.value() instanceof Yaml.Scalar scalar && scalar.end() > scalar.start();
    return single ? entry.value() : entry.key();
  }

  private static Span inSequence(Yaml.Sequence sequence, String rest, Span here) {
    int close = rest.indexOf(']');
    if (!rest.startsWith("[") || close < 2 || close > 10) {
      return here;
    }
    var index = Units.whole(rest.substring(1, close));
    if (index.isEmpty() || index.getAsLong() >= sequence.items().size()) {
      return here;
    }
    Yaml item = sequence.items().get((int) index.getAsLong());
    return find(item, rest.substring(close + 1), new Span(item.start(), item.end(), true));
  }

  /// The path of the innermost value that holds an offset.
  static String at(Yaml root, int offset) {
    StringBuilder path = new StringBuilder();
    Optional<Yaml> here = Optional.of(root);
    while (here.isPresent()) {
      here = step(here.get(), offset, path);
    }
    return path.toString();
  }

  private static Optional<Yaml> step(Yaml value, int offset, StringBuilder path) {
    return switch (value) {
      case Yaml.Scalar scalar -> Optional.empty();
      case Yaml.Mapping mapping -> {
        Optional<Yaml.Entry> found =
            mapping.entries().values().stream()
                .filter(entry -> entry.start() <= offset && offset < entry.end())
                .findFirst();
        found.ifPresent(entry -> path.append(path.isEmpty() ? "" : ".").append(entry.key().text()));
        yield found.map(Yaml.Entry::value);
      }
      case Yaml.Sequence sequence -> {
        for (int i = 0; i < sequence.items().size(); i++) {
          Yaml item = sequence.items().get(i);
          if (item.start() <= offset && offset < item.end()) {
            path.append('[').append(i).append(']');
            yield Optional.of(item);
          }
        }
        yield Optional.empty();
      }
    };
  }
}
