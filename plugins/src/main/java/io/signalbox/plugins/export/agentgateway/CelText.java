package io.signalbox.plugins.export.agentgateway;

import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.PortableRegex;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.TotalFunctions;
import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.choice.Test;
import java.util.ArrayList;
import java.util.List;

/// Conditions in agentgateway's CEL, with no more brackets than needed. Belongs to one thread.
record CelText(RequestFacts facts) {
  private static final int CHOICE = 1;
  private static final int OR = 2;
  private static final int AND = 3;
  private static final int RELATION = 4;
  private static final int UNARY = 7;
  private static final int MEMBER = 8;

  /// A text, and how tightly it holds together.
  private record Piece(String text, int level) {
    String within(int least) {
      return level < least ? "(" + text + ")" : text;
    }
  }

  /// A condition that has a value for each request.
  String of(Test test) throws UnspeakableException {
    String text = piece(test.when()).within(OR);
    return fails(test.when()) ? "coalesce(" + text + ", " + test.unlessFalse() + ")" : text;
  }

  /// The same as one of several that must hold.
  String within(Test test) throws UnspeakableException {
    boolean fails = fails(test.when());
    return fails ? of(test) : piece(test.when()).within(AND);
  }

  /// Only a text that is no number has no value.
  private static boolean fails(Expr expr) {
    return switch (expr) {
      case Expr.Variable variable -> variable.number();
      case Expr.Call call -> call.args().stream().anyMatch(CelText::fails);
      case Expr.Listing listing -> listing.items().stream().anyMatch(CelText::fails);
      case Expr.Fold fold -> fails(fold.over()) || fails(fold.step());
      case Expr.Select select -> true;
      case Expr.Literal literal -> false;
      case Expr.Local local -> false;
    };
  }

  private Piece piece(Expr expr) throws UnspeakableException {
    return switch (expr) {
      case Expr.Literal literal -> literal(literal.value());
      case Expr.Variable variable -> new Piece(facts.variable(variable), MEMBER);
      case Expr.Local local -> new Piece(local.name(), MEMBER);
      case Expr.Listing listing ->
          new Piece("[" + String.join(", ", all(listing.items(), CHOICE)) + "]", MEMBER);
      case Expr.Call call -> call(call.function(), call.args());
      case Expr.Fold fold -> macro(fold);
      case Expr.Select select -> throw new UnspeakableException("a key below a value");
    };
  }

  private static Piece literal(Object value) throws UnspeakableException {
    return switch (value) {
      case String text -> new Piece(text(text), MEMBER);
      case Double number when !Double.isFinite(number) ->
          throw new UnspeakableException("a number that is not finite");
      default -> {
        String text = value.toString();
        yield new Piece(text, text.startsWith("-") ? UNARY : MEMBER);
      }
    };
  }

  private static String text(String text) throws UnspeakableException {
    if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      throw new UnspeakableException("half of a surrogate pair");
    }
    return CelString.of(text);
  }

  private List<String> all(List<Expr> some, int least) throws UnspeakableException {
    var all = new ArrayList<String>();
    for (Expr each : some) {
      all.add(piece(each).within(least));
    }
    return all;
  }

  private Piece call(String name, List<Expr> args) throws UnspeakableException {
    if (!TotalFunctions.contains(name)) {
      throw new UnspeakableException("\"" + name + "\"");
    }
    return switch (name) {
      case "&&" -> new Piece(String.join(" && ", all(args, AND)), AND);
      case "||" -> new Piece(String.join(" || ", all(args, OR + 1)), OR);
      case "!" -> new Piece("!" + piece(args.getFirst()).within(UNARY), UNARY);
      case "?:" -> choice(args);
      case "size" -> size(args.getFirst());
      case "matches" -> matches(args);
      case "startsWith", "endsWith", "contains" ->
          method(args.getFirst(), name, piece(args.get(1)).text());
      default -> new Piece(String.join(" " + name + " ", all(args, RELATION + 1)), RELATION);
    };
  }

  private Piece choice(List<Expr> args) throws UnspeakableException {
    var parts = all(args, OR);
    return new Piece(parts.get(0) + " ? " + parts.get(1) + " : " + parts.get(2), CHOICE);
  }

  private Piece method(Expr of, String name, String arg) throws UnspeakableException {
    return new Piece(piece(of).within(MEMBER) + "." + name + "(" + arg + ")", MEMBER);
  }

  private Piece size(Expr of) throws UnspeakableException {
    boolean tools = of instanceof Expr.Variable variable && variable.signal() == Signal.TOOLS;
    if (!tools && !(of instanceof Expr.Listing)) {
      throw new UnspeakableException("the length of a text, which it counts in bytes");
    }
    return new Piece("size(" + piece(of).text() + ")", MEMBER);
  }

  private Piece matches(List<Expr> args) throws UnspeakableException {
    String regex = args.get(1) instanceof Expr.Literal literal ? literal.value().toString() : "";
    var said = PortableRegex.rust(regex);
    if (said.isEmpty()) {
      throw new UnspeakableException("the regular expression " + regex);
    }
    return method(args.getFirst(), "matches", text(said.get()));
  }

  /// `exists` and `all`, as CEL expands them.
  private Piece macro(Expr.Fold fold) throws UnspeakableException {
    boolean sum = fold.result().equals(new Expr.Local(fold.sum()));
    if (sum
        && fold.start() instanceof Expr.Literal start
        && fold.step() instanceof Expr.Call step
        && step.args().size() == 2
        && step.args().getFirst().equals(new Expr.Local(fold.sum()))) {
      String each = fold.item() + ", " + piece(step.args().get(1)).text();
      if (start.value().equals(false) && step.function().equals("||")) {
        return method(fold.over(), "exists", each);
      }
      if (start.value().equals(true) && step.function().equals("&&")) {
        return method(fold.over(), "all", each);
      }
    }
    throw new UnspeakableException("a macro other than exists and all");
  }
}
