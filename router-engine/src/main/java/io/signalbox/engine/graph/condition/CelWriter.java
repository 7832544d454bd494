package io.signalbox.engine.graph.condition;

import io.signalbox.engine.graph.condition.ConditionTree.Sign;
import io.signalbox.engine.graph.condition.ConditionTree.Test;
import io.signalbox.engine.graph.condition.ConditionTree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes trees as CEL, with no more brackets than needed.
final class CelWriter {
  private static final int OR = 2;
  private static final int AND = 3;
  private static final int RELATION = 4;
  private static final int SUM = 5;
  private static final int PRODUCT = 6;
  private static final int UNARY = 7;
  private static final int MEMBER = 8;

  private static final Map<String, Integer> LEVELS =
      Map.ofEntries(
          Map.entry("||", OR),
          Map.entry("&&", AND),
          Map.entry("==", RELATION),
          Map.entry("!=", RELATION),
          Map.entry("<", RELATION),
          Map.entry("<=", RELATION),
          Map.entry(">", RELATION),
          Map.entry(">=", RELATION),
          Map.entry("in", RELATION),
          Map.entry("+", SUM),
          Map.entry("-", SUM),
          Map.entry("*", PRODUCT),
          Map.entry("/", PRODUCT),
          Map.entry("%", PRODUCT));
  private static final Set<String> GLOBAL =
      Set.of("size", "timestamp", "duration", "int", "uint", "double", "string", "bool", "dyn");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> RESERVED =
      Set.of(
          "in",
          "true",
          "false",
          "null",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private CelWriter() {}

  /// A text, and how tightly it holds together.
  private record Piece(String text, int level) {
    String within(int least) {
      return level < least ? "(" + text + ")" : text;
    }
  }

  static String text(ConditionTree tree) {
    return piece(tree).text();
  }

  private static Piece piece(ConditionTree tree) {
    return switch (tree) {
      case ConditionTree.All all -> joined(all.parts(), " && ", AND);
      case ConditionTree.Any any -> joined(any.parts(), " || ", OR);
      case ConditionTree.Not not -> new Piece("!" + piece(not.part()).within(UNARY), UNARY);
      case Test test -> piece(test);
      // What stands in a text is not known here, so it is held together by brackets.
      case ConditionTree.Text text -> new Piece(text.cel(), 0);
    };
  }

  private static Piece joined(List<ConditionTree> parts, String sign, int level) {
    if (parts.size() == 1) {
      return piece(parts.getFirst());
    }
    String text =
        parts.stream().map(part -> piece(part).within(level + 1)).collect(Collectors.joining(sign));
    return new Piece(text, level);
  }

  private static Piece piece(Test test) {
    String variable = text(test.variable());
    if (test.value() instanceof Value.Truth truth) {
      return truth.holds() ? new Piece(variable, MEMBER) : new Piece("!" + variable, UNARY);
    }
    return switch (test.sign()) {
      case IS, IS_NOT, BELOW, AT_MOST, ABOVE, AT_LEAST, ONE_OF ->
          new Piece(variable + " " + test.sign().cel() + " " + text(test.value()), RELATION);
      case HAS -> new Piece(text(test.value()) + " in " + variable, RELATION);
      case CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES ->
          new Piece(method(variable, test.sign(), test.value()), MEMBER);
    };
  }

  private static String method(String variable, Sign sign, Value value) {
    return variable + "." + sign.cel() + "(" + text(value) + ")";
  }

  private static String text(Value value) {
    return switch (value) {
      case Value.Word word -> quoted(word.text());
      case Value.Whole whole -> Long.toString(whole.number());
      case Value.Decimal decimal -> Double.toString(decimal.number().doubleValue());
      case Value.Truth truth -> Boolean.toString(truth.holds());
      case Value.Moment moment -> "timestamp(" + quoted(moment.at().toString()) + ")";
      case Value.Several several ->
          several.values().stream()
              .map(CelWriter::text)
              .collect(Collectors.joining(", ", "[", "]"));
    };
  }

  static String text(Expr.Variable variable) {
    var text = new StringBuilder(variable.signal().id());
    variable.path().forEach(key -> text.append(below(key)));
    return variable.number() ? "number(" + text + ")" : text.toString();
  }

  private static String below(String key) {
    boolean plain = NAME.matcher(key).matches() && !RESERVED.contains(key);
    return plain ? "." + key : "[" + quoted(key) + "]";
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
              if (c < 0x20 || c == 0x7f) {
                out.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            }
          }
        });
    return out.append('"').toString();
  }

  /// An expression as CEL; empty if it has a macro, whose words are gone.
  static Optional<String> text(Expr expr) {
    return piece(expr).map(Piece::text);
  }

  private static Optional<Piece> piece(Expr expr) {
    return switch (expr) {
      case Expr.Literal literal -> Optional.of(literal(literal.value()));
      case Expr.Variable variable -> Optional.of(new Piece(text(variable), MEMBER));
      case Expr.Local local -> Optional.of(new Piece(local.name(), MEMBER));
      case Expr.Listing list ->
          texts(list.items(), 0)
              .map(items -> new Piece("[" + String.join(", ", items) + "]", MEMBER));
      case Expr.Select select -> select(select);
      case Expr.Call call -> call(call);
      case Expr.Fold fold -> Optional.empty();
    };
  }

  private static Piece literal(Object value) {
    String text = value instanceof String word ? quoted(word) : String.valueOf(value);
    return new Piece(text, text.startsWith("-") ? UNARY : MEMBER);
  }

  private static Optional<Piece> select(Expr.Select select) {
    return piece(select.of())
        .map(of -> of.within(MEMBER))
        .map(of ->
            select.testOnly()
                ? new Piece("has(" + of + "." + select.key() + ")", MEMBER)
                : new Piece(of + below(select.key()), MEMBER));
  }

  private static Optional<Piece> call(Expr.Call call) {
    Integer level = LEVELS.get(call.function());
    if (level != null && call.args().size() == 2) {
      return operator(call, level);
    }
    return switch (call.function()) {
      case "!" -> piece(call.args().getFirst()).map(of -> new Piece("!" + of.within(UNARY), UNARY));
      case "negate" ->
          piece(call.args().getFirst()).map(of -> new Piece("-" + of.within(MEMBER), UNARY));
      case "?:" ->
          texts(call.args(), OR)
              .map(of -> new Piece(of.getFirst() + " ? " + of.get(1) + " : " + of.get(2), 1));
      case "[]" ->
          texts(call.args(), MEMBER)
              .map(of -> new Piece(of.getFirst() + "[" + of.get(1) + "]", MEMBER));
      default -> function(call);
    };
  }

  private static Optional<Piece> operator(Expr.Call call, int level) {
    // Chains of and, or are joined from either side; all else is joined from the left.
    int right = level <= AND ? level : level + 1;
    return piece(call.args().getFirst())
        .flatMap(a ->
            piece(call.args().get(1))
                .map(b ->
                    new Piece(
                        a.within(level) + " " + call.function() + " " + b.within(right), level)));
  }

  private static Optional<Piece> function(Expr.Call call) {
    if (call.args().isEmpty()) {
      return Optional.of(new Piece(call.function() + "()", MEMBER));
    }
    if (GLOBAL.contains(call.function())) {
      return texts(call.args(), 0)
          .map(args -> new Piece(call.function() + "(" + String.join(", ", args) + ")", MEMBER));
    }
    return piece(call.args().getFirst())
        .flatMap(of ->
            texts(call.args().subList(1, call.args().size()), 0)
                .map(args ->
                    new Piece(
                        of.within(MEMBER)
                            + "."
                            + call.function()
                            + "("
                            + String.join(", ", args)
                            + ")",
                        MEMBER)));
  }

  private static Optional<List<String>> texts(List<Expr> all, int level) {
    var texts = new ArrayList<String>();
    for (Expr each : all) {
      Optional<Piece> piece = piece(each);
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      texts.add(piece.get().within(level));
    }
    return Optional.of(texts);
  }
}
