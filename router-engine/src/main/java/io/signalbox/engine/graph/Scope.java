package io.signalbox.engine.graph;

/// Whose spend or requests are counted together.
public sealed interface Scope {
  /// Everything that passes the node.
  record Graph() implements Scope {}

  /// Each app for itself.
  record App() implements Scope {}

  /// Each user for itself.
  record User() implements Scope {}

  /// Each value of a metadata key for itself.
  record Metadata(String key) implements Scope {}

  /// The word in files.
  default String id() {
    return switch (this) {
      case Graph g -> "graph";
      case App a -> "app";
      case User u -> "user";
      case Metadata m -> "metadata." + m.key();
    };
  }
}
