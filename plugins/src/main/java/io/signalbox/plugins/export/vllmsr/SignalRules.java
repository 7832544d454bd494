package io.signalbox.plugins.export.vllmsr;

import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.plugins.export.UnspeakableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Conditions as trees over named signals: labels, patterns in the user's text, bands of tokens,
/// images. Its regular expressions are Go's, which are RE2. Belongs to one thread.
final class SignalRules {
  private final Map<String, List<Map<String, Object>>> signals = new LinkedHashMap<>();
  private final Map<Map<String, Object>, String> names = new LinkedHashMap<>();

  /// All signals that were asked for, by kind.
  Map<String, List<Map<String, Object>>> signals() {
    return signals;
  }

  /// A node of the tree of rules.
  Map<String, Object> of(Expr expr) throws UnspeakableException {
    return switch (expr) {
      case Expr.Literal literal when literal.value().equals(true) -> node("AND", List.of());
      case Expr.Literal literal when literal.value().equals(false) ->
          node("NOT", List.of(node("AND", List.of())));
      case Expr.Call call -> call(call.function(), call.args());
      case Expr.Variable variable -> throw new UnspeakableException(variable.name());
      default -> throw new UnspeakableException("anything but tests of labels, text and tokens");
    };
  }

  /// All of some conditions.
  Map<String, Object> all(List<Map<String, Object>> nodes) {
    return node("AND", nodes);
  }

  private static Map<String, Object> node(String operator, List<Map<String, Object>> conditions) {
    return map("operator", operator, "conditions", conditions);
  }

  static Map<String, Object> map(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private Map<String, Object> call(String name, List<Expr> args) throws UnspeakableException {
    return switch (name) {
      case "&&" -> node("AND", List.of(of(args.get(0)), of(args.get(1))));
      case "||" -> node("OR", List.of(of(args.get(0)), of(args.get(1))));
      case "!" -> not(of(args.getFirst()));
      case "==" -> equal(args);
      case "!=" -> not(equal(args));
      case "in" -> among(args);
      case "<", "<=", ">", ">=" -> compare(name, args);
      case "startsWith" -> pattern(args, "^" + quoted(text(args.get(1))));
      case "endsWith" -> pattern(args, quoted(text(args.get(1))) + "$");
      case "contains" -> pattern(args, quoted(text(args.get(1))));
      case "matches" -> pattern(args, text(args.get(1)));
      default -> throw new UnspeakableException("\"" + name + "\"");
    };
  }

  private static Map<String, Object> not(Map<String, Object> node) {
    return node("NOT", List.of(node));
  }

  private Map<String, Object> equal(List<Expr> args) throws UnspeakableException {
    boolean first = args.getFirst() instanceof Expr.Variable;
    Expr side = args.get(first ? 0 : 1);
    String value = text(args.get(first ? 1 : 0));
    if (value.isEmpty()) {
      throw new UnspeakableException("a label compared with an empty text");
    }
    return label(side, map("equals", value));
  }

  private Map<String, Object> among(List<Expr> args) throws UnspeakableException {
    if (!(args.get(1) instanceof Expr.Listing listing) || listing.items().isEmpty()) {
      throw new UnspeakableException("\"in\" with anything but a list of constants");
    }
    var values = new ArrayList<String>();
    for (Expr item : listing.items()) {
      values.add(text(item));
    }
    if (values.contains("")) {
      throw new UnspeakableException("a label compared with an empty text");
    }
    return label(args.getFirst(), map("in", values));
  }

  private Map<String, Object> label(Expr of, Map<String, Object> predicate)
      throws UnspeakableException {
    if (of instanceof Expr.Variable variable
        && variable.signal() == Signal.METADATA
        && variable.path().size() == 1
        && !variable.number()) {
      String key = variable.path().getFirst();
      if (key.isEmpty() || !key.strip().equals(key)) {
        throw new UnspeakableException("a label whose name begins or ends with a space");
      }
      return leaf("metadata", key, map("key", key, "predicate", predicate));
    }
    throw new UnspeakableException(of instanceof Expr.Variable v ? v.name() : "a computed value");
  }

  private Map<String, Object> compare(String sign, List<Expr> args) throws UnspeakableException {
    boolean first = args.getFirst() instanceof Expr.Variable;
    Expr side = args.get(first ? 0 : 1);
    if (!(side instanceof Expr.Variable variable)
        || !(args.get(first ? 1 : 0) instanceof Expr.Literal literal)
        || !(literal.value() instanceof Long bound)) {
      throw new UnspeakableException("a comparison of other than whole numbers");
    }
    boolean above = sign.startsWith(">") == first;
    boolean equal = sign.endsWith("=");
    return switch (variable.signal()) {
      case TOKENS -> tokens(above ? bound + (equal ? 0 : 1) : bound - (equal ? 0 : 1), above);
      case IMAGES -> images(above ? bound + (equal ? 0 : 1) : bound + (equal ? 1 : 0), above);
      default -> throw new UnspeakableException(variable.name());
    };
  }

  private Map<String, Object> tokens(long bound, boolean above) throws UnspeakableException {
    if (bound < 0 || bound > 1_000_000_000) {
      throw new UnspeakableException("such a number of tokens");
    }
    String name = "tokens-" + (above ? "from-" : "to-") + bound;
    return leaf("context", name, map(above ? "min_tokens" : "max_tokens", Long.toString(bound)));
  }

  /// Whether there are any is all that it knows.
  private Map<String, Object> images(long least, boolean above) throws UnspeakableException {
    if (least != 1) {
      throw new UnspeakableException("the number of images");
    }
    var any = leaf("input_modality", "image", map("modality", "image"));
    return above ? any : not(any);
  }

  private Map<String, Object> pattern(List<Expr> args, String pattern) throws UnspeakableException {
    if (!(args.getFirst() instanceof Expr.Variable variable) || variable.signal() != Signal.TEXT) {
      throw new UnspeakableException(
          args.getFirst() instanceof Expr.Variable v ? v.name() : "a computed value");
    }
    if (pattern.isEmpty()) {
      throw new UnspeakableException("an empty pattern");
    }
    var source = map("type", "regex", "pattern", pattern);
    return leaf("structure", "text", map("feature", map("type", "exists", "source", source)));
  }

  private static String quoted(String text) {
    return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}]", "\\\\$0");
  }

  private Map<String, Object> leaf(String kind, String wish, Map<String, Object> signal) {
    var key = map("kind", kind, "signal", signal);
    String name = names.get(key);
    if (name == null) {
      name = unique(wish);
      names.put(key, name);
      var named = map("name", name);
      named.putAll(signal);
      signals.computeIfAbsent(kind, each -> new ArrayList<>()).add(named);
    }
    return map("type", kind, "name", name);
  }

  private String unique(String wish) {
    String plain = wish.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+|_+$", "");
    String base = plain.isEmpty() ? "signal" : plain.substring(0, Math.min(40, plain.length()));
    String name = base;
    for (int i = 2; names.containsValue(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  private static String text(Expr expr) throws UnspeakableException {
    if (expr instanceof Expr.Literal literal && literal.value() instanceof String text) {
      if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
        throw new UnspeakableException("half of a surrogate pair");
      }
      return text;
    }
    throw new UnspeakableException("a comparison of two values");
  }
}
