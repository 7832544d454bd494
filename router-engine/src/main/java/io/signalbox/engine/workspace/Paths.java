package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Place;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Finds where places (`nodes.triage.rules[1].when`) stand in a text, and the reverse.
final class Paths {
  private Paths() {}

  /// A part of a text.
  ///
  /// @param exact whether the whole path was found, not only its beginning
  record Span(int start, int end, boolean exact) {}

  /// Where a place of a graph or suite stands: a single value, or the key or first line of a
  /// collection. Of a place that is not written, as far as it goes.
  static Span find(Yaml root, Place place) {
    Yaml value = root;
    var found = new Span(root.start(), root.start() + 1, true);
    for (Place.Segment step : place.segments()) {
      Optional<Down> down = down(value, step);
      if (down.isEmpty()) {
        return new Span(found.start, found.end, false);
      }
      value = down.get().value();
      found = new Span(down.get().shown().start(), down.get().shown().end(), true);
    }
    return found;
  }

  /// @param shown what is pointed at
  private record Down(Yaml value, Yaml shown) {}

  private static Optional<Down> down(Yaml value, Place.Segment step) {
    return switch (step) {
      case Place.Segment.Key(String name)
          when value instanceof Yaml.Mapping mapping && mapping.entries().containsKey(name) ->
          Optional.of(new Down(mapping.entry(name).value(), shown(mapping.entry(name))));
      case Place.Segment.Index(int number)
          when value instanceof Yaml.Sequence list && number < list.items().size() ->
          Optional.of(new Down(list.items().get(number), list.items().get(number)));
      case Place.Segment.Key key -> Optional.empty();
      case Place.Segment.Index index -> Optional.empty();
    };
  }

  private static Yaml shown(Yaml.Keyed entry) {
    boolean single = entry.value() instanceof Yaml.Scalar scalar && scalar.end() > scalar.start();
    return single ? entry.value() : entry.key();
  }

  /// The place of the innermost value that holds an offset.
  static Place at(Yaml root, int offset) {
    Place place = Place.WHOLE;
    Optional<Inner> here = inner(root, offset);
    while (here.isPresent()) {
      place = here.get().step().apply(place);
      here = inner(here.get().value(), offset);
    }
    return place;
  }

  private record Inner(UnaryOperator<Place> step, Yaml value) {}

  private static Optional<Inner> inner(Yaml value, int offset) {
    return switch (value) {
      case Yaml.Scalar scalar -> Optional.empty();
      case Yaml.Mapping mapping ->
          mapping.entries().values().stream()
              .filter(entry -> entry.start() <= offset && offset < entry.end())
              .findFirst()
              .map(entry -> new Inner(place -> place.at(entry.key().text()), entry.value()));
      case Yaml.Sequence list ->
          IntStream.range(0, list.items().size())
              .filter(
                  i -> list.items().get(i).start() <= offset && offset < list.items().get(i).end())
              .mapToObj(i -> new Inner(place -> place.at(i), list.items().get(i)))
              .findFirst();
    };
  }
}
