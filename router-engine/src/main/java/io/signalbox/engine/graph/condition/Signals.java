package io.signalbox.engine.graph.condition;

/// Where a condition gets its variables. A value is worked out when it is first asked for.
public interface Signals {

  /// The value of a variable: a `String`, `Long`, `Double`, `Boolean`, `Instant`, a `List` of
  /// strings, a `Map` whose values are such values, or a [io.signalbox.engine.catalog.TokenCount],
  /// which stands for a `Long`.
  Object value(Signal signal);

  /// Told of each value that a condition read, under its full name (`metadata.task`).
  default void saw(String name, Object value) {}
}
