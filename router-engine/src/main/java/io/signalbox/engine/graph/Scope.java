package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.FieldType;
import java.util.Optional;

/// Whose spend or requests are counted together.
public sealed interface Scope {
  /// How it is written.
  FieldType<Scope> TYPE =
      new FieldType.Scalar<>(
          "scope",
          "a scope",
          "Write graph, app, user or metadata.KEY.",
          Scope::read,
          Scope::id,
          false);

  /// Everything that passes the node.
  record Graph() implements Scope {}

  /// Each app for itself.
  record App() implements Scope {}

  /// Each user for itself.
  record User() implements Scope {}

  /// Each value of a metadata key for itself.
  record Metadata(String key) implements Scope {}

  /// The scope with this word.
  static Optional<Scope> read(String text) {
    if (text.startsWith("metadata.") && text.length() > "metadata.".length()) {
      return Optional.of(new Metadata(text.substring("metadata.".length())));
    }
    return switch (text) {
      case "graph" -> Optional.of(new Graph());
      case "app" -> Optional.of(new App());
      case "user" -> Optional.of(new User());
      default -> Optional.empty();
    };
  }

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
