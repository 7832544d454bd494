package io.signalbox.plugins.export;

import io.signalbox.engine.graph.condition.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Makes Portkey's query of a condition. Each query has one key and each key one operator, for the
/// gateway stops reading after some of them (tried with 1.15.2).
final class PortkeyQuery {
  private static final Map<String, String> MIRRORED =
      Map.of("<", ">", "<=", ">=", ">", "<", ">=", "<=");

  private PortkeyQuery() {}

  /// The query of a whole condition.
  static Map<String, Object> of(Expr tree) throws UnspeakableException {
    return query(tree, false);
  }

  private static Map<String, Object> query(Expr expr, boolean not) throws UnspeakableException {
    return switch (expr) {
      case Expr.Literal literal ->
          many(literal.value().equals(true) != not ? "$and" : "$or", List.of());
      case Expr.Variable variable -> truth(variable, not);
      case Expr.Call call -> call(call, not);
      case Expr.Listing l -> throw new UnspeakableException("a list");
      case Expr.Select s -> throw new UnspeakableException("a key below a value");
      case Expr.Local l -> throw new UnspeakableException("a macro");
      case Expr.Fold f -> throw new UnspeakableException("a macro");
    };
  }

  private static Map<String, Object> call(Expr.Call call, boolean not) throws UnspeakableException {
    String name = call.function();
    List<Expr> args = call.args();
    return switch (name) {
      case "&&" -> many(not ? "$or" : "$and", both(args, not));
      case "||" -> many(not ? "$and" : "$or", both(args, not));
      case "!" -> query(args.getFirst(), !not);
      case "==" -> equal(args, not);
      case "!=" -> equal(args, !not);
      case "in" -> among(args, not);
      case "<", "<=", ">", ">=" -> compare(name, args, not);
      case "startsWith", "endsWith", "contains", "matches" -> pattern(name, args, not);
      default -> throw new UnspeakableException("\"" + name + "\"");
    };
  }

  private static List<Map<String, Object>> both(List<Expr> args, boolean not)
      throws UnspeakableException {
    var queries = new ArrayList<Map<String, Object>>();
    for (Expr arg : args) {
      queries.add(query(arg, not));
    }
    return queries;
  }

  private static Map<String, Object> many(String sign, List<Map<String, Object>> queries) {
    return one(sign, queries);
  }

  private static Map<String, Object> truth(Expr.Variable variable, boolean not)
      throws UnspeakableException {
    if (!variable.name().equals("stream")) {
      throw new UnspeakableException(variable.name());
    }
    return one("params.stream", one(not ? "$ne" : "$eq", true));
  }

  private static Map<String, Object> equal(List<Expr> args, boolean not)
      throws UnspeakableException {
    boolean first = args.getFirst() instanceof Expr.Variable;
    Expr side = args.get(first ? 0 : 1);
    Object value = literal(args.get(first ? 1 : 0));
    if (value instanceof Boolean bool) {
      return query(side, bool == not);
    }
    return one(key(side, value), one(not ? "$ne" : "$eq", value));
  }

  private static Map<String, Object> among(List<Expr> args, boolean not)
      throws UnspeakableException {
    if (!(args.get(1) instanceof Expr.Listing listing)) {
      throw new UnspeakableException("\"in\" with anything but a list of constants");
    }
    var values = new ArrayList<Object>();
    String key = "";
    for (Expr item : listing.items()) {
      values.add(literal(item));
      key = key(args.getFirst(), values.getLast());
    }
    return values.isEmpty()
        ? many(not ? "$and" : "$or", List.of())
        : one(key, one(not ? "$nin" : "$in", values));
  }

  /// Only `max_tokens` is a number in a request; absent it is 0 here and nothing there.
  private static Map<String, Object> compare(String sign, List<Expr> args, boolean not)
      throws UnspeakableException {
    boolean first = args.getFirst() instanceof Expr.Variable;
    Expr side = args.get(first ? 0 : 1);
    String direct = first ? sign : Optional.ofNullable(MIRRORED.get(sign)).orElseThrow();
    boolean above = direct.startsWith(">");
    if (!(side instanceof Expr.Variable variable) || !variable.name().equals("max_tokens")) {
      throw new UnspeakableException(side instanceof Expr.Variable v ? v.name() : "a number");
    }
    boolean counts = literal(args.get(first ? 1 : 0)) instanceof Long limit && limit > 0;
    if (!above || not || !counts) {
      throw new UnspeakableException("an upper bound of max_tokens, which may be absent");
    }
    return one(
        "params.max_tokens",
        one(direct.equals(">") ? "$gt" : "$gte", literal(args.get(first ? 1 : 0))));
  }

  /// An absent key is tested as the text "undefined", so a pattern must not fit that.
  private static Map<String, Object> pattern(String name, List<Expr> args, boolean not)
      throws UnspeakableException {
    if (not || !(literal(args.get(1)) instanceof String text) || text.isEmpty()) {
      throw new UnspeakableException("a negated or empty pattern");
    }
    String regex =
        switch (name) {
          case "startsWith" -> "^" + quoted(text);
          case "endsWith" -> quoted(text) + "$";
          case "contains" -> quoted(text);
          default -> text;
        };
    try {
      if (Pattern.compile(regex).matcher("undefined").find()
          || Pattern.compile(regex).matcher("").find()) {
        throw new UnspeakableException("a pattern that matches an absent value");
      }
    } catch (PatternSyntaxException e) {
      throw new UnspeakableException("a pattern of another kind");
    }
    return one(key(args.getFirst(), text), one("$regex", regex));
  }

  private static String quoted(String text) {
    return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}/]", "\\\\$0");
  }

  private static Object literal(Expr expr) throws UnspeakableException {
    if (expr instanceof Expr.Literal literal) {
      return literal.value();
    }
    throw new UnspeakableException("a comparison of two values");
  }

  /// An absent label reads as an empty text here and as nothing there.
  private static String key(Expr expr, Object value) throws UnspeakableException {
    if (!(expr instanceof Expr.Variable variable) || !(value instanceof String)) {
      throw new UnspeakableException(
          expr instanceof Expr.Variable v ? v.name() : "a computed value");
    }
    if (variable.number()) {
      throw new UnspeakableException(variable.name());
    }
    if (value.equals("")) {
      throw new UnspeakableException(variable.name() + " compared with an empty text");
    }
    return switch (variable.signal()) {
      case MODEL -> "params.model";
      case USER -> "params.user";
      case METADATA -> label(variable);
      default -> throw new UnspeakableException(variable.name());
    };
  }

  private static String label(Expr.Variable variable) throws UnspeakableException {
    if (variable.path().size() != 1 || variable.path().getFirst().contains(".")) {
      throw new UnspeakableException(variable.name());
    }
    return "metadata." + variable.path().getFirst();
  }

  private static Map<String, Object> one(String key, Object value) {
    var map = new LinkedHashMap<String, Object>();
    map.put(key, value);
    return map;
  }
}
