package io.signalbox.plugins.export;

import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes LiteLLM tags of a condition: only "this label has one of these values" can be said.
final class LiteLlmTags {
  private LiteLlmTags() {}

  /// The tags of which a request must carry one.
  static List<String> of(Expr tree) throws UnspeakableException {
    return tags(tree)
        .orElseThrow(() ->
            new UnspeakableException("LiteLLM's tags can only match a label that equals a value"));
  }

  /// Empty if the condition says anything else.
  private static Optional<List<String>> tags(Expr tree) {
    if (!(tree instanceof Expr.Call call)) {
      return Optional.empty();
    }
    List<Expr> args = call.args();
    return switch (call.function()) {
      case "||" -> tags(args.get(0)).flatMap(a -> tags(args.get(1)).map(b -> joined(a, b)));
      case "==" -> tag(args.get(0), args.get(1)).or(() -> tag(args.get(1), args.get(0)));
      case "in" ->
          args.get(1) instanceof Expr.Listing list ? among(args.get(0), list) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static List<String> joined(List<String> a, List<String> b) {
    return Stream.concat(a.stream(), b.stream()).distinct().toList();
  }

  private static Optional<List<String>> among(Expr label, Expr.Listing list) {
    Optional<List<String>> tags = Optional.of(List.of());
    for (Expr item : list.items()) {
      tags = tags.flatMap(some -> tag(label, item).map(more -> joined(some, more)));
    }
    return tags.filter(some -> !some.isEmpty());
  }

  /// Tags travel in a header, parted by commas; some first letters mean something.
  private static Optional<List<String>> tag(Expr side, Expr value) {
    boolean label =
        side instanceof Expr.Variable variable
            && variable.signal() == Signal.METADATA
            && variable.path().size() == 1
            && !variable.number();
    if (!label
        || !(value instanceof Expr.Literal literal)
        || !(literal.value() instanceof String text)) {
      return Optional.empty();
    }
    String tag = ((Expr.Variable) side).path().getFirst() + "=" + text;
    return !text.isEmpty()
            && tag.matches("[^!&,\\s\\p{Cc}][^,\\p{Cc}]*")
            && tag.equals(tag.strip())
            && Sayable.isWhole(tag)
            && !Sayable.isVariable(tag)
        ? Optional.of(List.of(tag))
        : Optional.empty();
  }
}
