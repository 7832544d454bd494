package io.signalbox.engine.graph;

import io.signalbox.engine.graph.condition.TextExpression;
import io.signalbox.engine.graph.format.FieldType;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whose spend or requests are counted together.
public sealed interface Scope {
  /// How it is written.
  FieldType<Scope> TYPE =
      new FieldType.Scalar<>(
          "scope",
          "a scope",
          "Write graph, app, user, metadata.KEY or an expression that gives a text, as in"
              + " metadata.team + \"/\" + model. It cannot look at prompts, the time or what is"
              + " measured.",
          Scope::read,
          Scope::id,
          false);

  /// A label's name as it was always written, also with signs that CEL reads otherwise.
  Pattern LABEL = Pattern.compile("metadata\\.[^\\s+()\"'\\[\\]]+");

  /// Everything that passes the node.
  record Graph() implements Scope {}

  /// Each app for itself.
  record App() implements Scope {}

  /// Each user for itself.
  record User() implements Scope {}

  /// Each value of a metadata key for itself.
  record Metadata(String key) implements Scope {}

  /// Each text that an expression gives for itself.
  record Computed(TextExpression by) implements Scope {}

  /// The scope with this word, or with this expression.
  static Optional<Scope> read(String text) {
    if (LABEL.matcher(text).matches()) {
      return Optional.of(new Metadata(text.substring("metadata.".length())));
    }
    return switch (text) {
      case "graph" -> Optional.of(new Graph());
      case "app" -> Optional.of(new App());
      case "user" -> Optional.of(new User());
      default -> TextExpression.read(text).<Scope>map(Computed::new).or(() -> oddlyNamed(text));
    };
  }

  /// A label whose name has signs that no expression has in such a place.
  private static Optional<Scope> oddlyNamed(String text) {
    return text.matches("metadata\\.[^+()\"'\\[\\]?]*[^\\s+()\"'\\[\\]?]")
        ? Optional.of(new Metadata(text.substring("metadata.".length())))
        : Optional.empty();
  }

  /// The word in files.
  default String id() {
    return switch (this) {
      case Graph g -> "graph";
      case App a -> "app";
      case User u -> "user";
      case Metadata m -> "metadata." + m.key();
      case Computed computed -> computed.by().text();
    };
  }
}
