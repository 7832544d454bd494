package io.signalbox.plugins.export.choice;

import io.signalbox.engine.graph.condition.Expr;
import java.util.List;
import java.util.Optional;

/// Works out tests of constants, which few gateways have words for.
final class Constants {
  private Constants() {}

  /// The call, or what comes of it.
  static Expr folded(String function, List<Expr> args) {
    var call = new Expr.Call(function, args);
    return switch (function) {
      case "&&" -> either(args, call, true);
      case "||" -> either(args, call, false);
      case "!" -> truth(args.getFirst()).map(each -> literal(!each)).orElse(call);
      case "==" ->
          texts(args).map(each -> literal(each.getFirst().equals(each.get(1)))).orElse(call);
      case "!=" ->
          texts(args).map(each -> literal(!each.getFirst().equals(each.get(1)))).orElse(call);
      case "startsWith" ->
          texts(args).map(each -> literal(each.getFirst().startsWith(each.get(1)))).orElse(call);
      case "endsWith" ->
          texts(args).map(each -> literal(each.getFirst().endsWith(each.get(1)))).orElse(call);
      case "contains" ->
          texts(args).map(each -> literal(each.getFirst().contains(each.get(1)))).orElse(call);
      case "in" -> among(args, call);
      default -> call;
    };
  }

  private static Expr literal(boolean value) {
    return new Expr.Literal(value);
  }

  private static Optional<Boolean> truth(Expr expr) {
    return expr instanceof Expr.Literal literal && literal.value() instanceof Boolean value
        ? Optional.of(value)
        : Optional.empty();
  }

  private static Optional<List<String>> texts(List<Expr> args) {
    boolean all =
        args.stream()
            .allMatch(
                each -> each instanceof Expr.Literal(Object value) && value instanceof String);
    return all
        ? Optional.of(args.stream().map(each -> ((Expr.Literal) each).value().toString()).toList())
        : Optional.empty();
  }

  private static Expr among(List<Expr> args, Expr call) {
    if (args.get(1) instanceof Expr.Listing listing) {
      var first = texts(List.of(args.getFirst()));
      var rest = texts(listing.items());
      if (first.isPresent() && rest.isPresent()) {
        return literal(rest.get().contains(first.get().getFirst()));
      }
    }
    return call;
  }

  private static Expr either(List<Expr> args, Expr call, boolean undecided) {
    var one = truth(args.get(0));
    var other = truth(args.get(1));
    if (one.isPresent()) {
      return one.get() == undecided ? args.get(1) : args.get(0);
    }
    if (other.isPresent()) {
      return other.get() == undecided ? args.get(0) : args.get(1);
    }
    return call;
  }
}
