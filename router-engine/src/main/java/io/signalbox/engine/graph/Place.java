package io.signalbox.engine.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// A place in a graph or another file: the keys and indices that address it from its root.
/// Immutable.
///
/// For example, `Place.node("gpt-5.1").at("rules").at(1).at("when")` is written
/// `nodes.gpt-5.1.rules[1].when`. That text is for messages and scripts; ids may have dots, so
/// nothing reads it back.
///
/// @param segments from the root; empty: the whole file
public record Place(List<Segment> segments) {
  private static final String NODES = "nodes";
  private static final String MODELS = "models";
  private static final String PROMISES = "promises";
  private static final String FRAMES = "frames";

  /// The whole file.
  public static final Place WHOLE = new Place(List.of());

  /// The graph's entry point.
  public static final Place START = WHOLE.at("start");

  public Place {
    segments = List.copyOf(segments);
  }

  /// One segment down.
  public sealed interface Segment {
    /// To what a mapping has under a key.
    record Key(String name) implements Segment {}

    /// To an item of a list, from 0.
    record Index(int number) implements Segment {}
  }

  /// A node.
  public static Place node(String id) {
    return WHOLE.at(NODES).at(id);
  }

  /// A model.
  public static Place model(String id) {
    return WHOLE.at(MODELS).at(id);
  }

  /// A promise, from 0.
  public static Place promise(int index) {
    return WHOLE.at(PROMISES).at(index);
  }

  /// A frame, from 0.
  public static Place frame(int index) {
    return WHOLE.at(FRAMES).at(index);
  }

  /// What stands there under a key.
  public Place at(String key) {
    return with(new Segment.Key(key));
  }

  /// An item of the list that stands there, from 0.
  public Place at(int index) {
    return with(new Segment.Index(index));
  }

  /// A field of the node that stands there.
  public Place at(Slot slot) {
    return switch (slot) {
      case Slot.Field field -> at(field.key());
      case Slot.Item item -> at(item.list()).at(item.index());
      case Slot.Entry entry -> at(entry.map()).at(entry.label());
      case Slot.EntryField field -> at(field.map()).at(field.label()).at(field.key());
      case Slot.ItemField field -> at(field.list()).at(field.index()).at(field.key());
    };
  }

  private Place with(Segment segment) {
    var more = new ArrayList<>(segments);
    more.add(segment);
    return new Place(more);
  }

  /// Whether it is another place or lies within it.
  public boolean isIn(Place other) {
    int depth = other.segments.size();
    return segments.size() >= depth && segments.subList(0, depth).equals(other.segments);
  }

  /// The id of the node that it lies in; empty if it lies in none.
  public Optional<String> node() {
    return idIn(NODES);
  }

  /// The id of the model that it lies in; empty if it lies in none.
  public Optional<String> model() {
    return idIn(MODELS);
  }

  /// The id of the node or model that it lies in.
  public Optional<String> id() {
    return node().or(this::model);
  }

  /// The index of the promise that it lies in.
  public OptionalInt promise() {
    return isIn(WHOLE.at(PROMISES)) ? index(1) : OptionalInt.empty();
  }

  /// The index of the rule of a node that it lies in.
  public OptionalInt rule() {
    return key(2).filter("rules"::equals).isPresent() ? index(3) : OptionalInt.empty();
  }

  /// The place below the node, model or promise that it lies in.
  public Place field() {
    return new Place(segments.subList(Math.min(2, segments.size()), segments.size()));
  }

  /// The index at a depth, from 0; empty if there is a key or nothing.
  public OptionalInt index(int depth) {
    return depth < segments.size() && segments.get(depth) instanceof Segment.Index(int number)
        ? OptionalInt.of(number)
        : OptionalInt.empty();
  }

  /// The same place with another index at a depth.
  public Place withIndex(int depth, int index) {
    var other = new ArrayList<>(segments);
    other.set(depth, new Segment.Index(index));
    return new Place(other);
  }

  /// The key at a depth, from 0; empty if there is an index or nothing.
  public Optional<String> key(int depth) {
    return depth >= 0
            && depth < segments.size()
            && segments.get(depth) instanceof Segment.Key(String name)
        ? Optional.of(name)
        : Optional.empty();
  }

  /// The last segment's key; empty if it is an index, or there is none.
  public Optional<String> key() {
    return key(segments.size() - 1);
  }

  /// The place that it is in directly; the whole file is in itself.
  public Place parent() {
    return new Place(segments.subList(0, Math.max(0, segments.size() - 1)));
  }

  /// A place in the user's home: a file.
  public static Place file(Path file) {
    return WHOLE.at(file.toString());
  }

  /// The same place with every key changed.
  public Place map(UnaryOperator<String> change) {
    return new Place(
        segments.stream()
            .<Segment>map(segment ->
                switch (segment) {
                  case Segment.Key(String name) -> new Segment.Key(change.apply(name));
                  case Segment.Index index -> index;
                })
            .toList());
  }

  /// As messages and scripts write it: `nodes.triage.rules[1].when`.
  public String path() {
    var text = new StringBuilder();
    for (Segment segment : segments) {
      switch (segment) {
        case Segment.Key(String name) -> text.append(text.isEmpty() ? "" : ".").append(name);
        case Segment.Index(int number) -> text.append('[').append(number).append(']');
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return path();
  }

  private Optional<String> idIn(String section) {
    return key(0).filter(section::equals).flatMap(first -> key(1));
  }
}
