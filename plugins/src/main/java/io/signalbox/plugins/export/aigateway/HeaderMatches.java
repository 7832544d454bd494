package io.signalbox.plugins.export.aigateway;

import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.plugins.export.Scripts;
import io.signalbox.plugins.export.UnspeakableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Conditions as matches of headers, of which one must fit whole: all of its headers. A label is a
/// header of its own, since a match looks at each header once; the model that a client asks for is
/// in a header that the gateway sets. An absent header reads as an empty text in a graph and fits
/// nothing here, so only what an empty text does not meet can be said.
final class HeaderMatches {
  static final String LABEL = "x-signalbox-metadata-";
  static final String MODEL = "x-ai-eg-model";

  private static final int MOST = 20;
  private static final int LONGEST = 1_024;

  private HeaderMatches() {}

  /// What a header must be.
  ///
  /// @param exact whether it is compared as it is; if not, it is an expression of RE2 for all of it
  record Value(boolean exact, String text) {}

  /// The matches of a condition, each a value by the header's name; none: it never holds.
  static Set<Map<String, Value>> of(Expr expr) throws UnspeakableException {
    return switch (expr) {
      case Expr.Literal literal when literal.value().equals(true) -> Set.of(Map.of());
      case Expr.Literal literal when literal.value().equals(false) -> Set.of();
      case Expr.Call call -> call(call.function(), call.args());
      case Expr.Variable variable -> throw new UnspeakableException(variable.name());
      default -> throw new UnspeakableException("anything but tests of headers");
    };
  }

  private static Set<Map<String, Value>> call(String name, List<Expr> args)
      throws UnspeakableException {
    return switch (name) {
      case "&&" -> both(of(args.get(0)), of(args.get(1)));
      case "||" -> {
        var all = new LinkedHashSet<>(of(args.get(0)));
        all.addAll(of(args.get(1)));
        yield bounded(all);
      }
      case "==" -> {
        boolean first = args.getFirst() instanceof Expr.Variable;
        yield exact(args.get(first ? 0 : 1), text(args.get(first ? 1 : 0)));
      }
      case "in" -> among(args);
      case "startsWith" -> regex(args, quoted(text(args.get(1))) + ".*");
      case "endsWith" -> regex(args, ".*" + quoted(text(args.get(1))));
      case "contains" -> regex(args, ".*" + quoted(text(args.get(1))) + ".*");
      case "matches" -> regex(args, ".*(?:" + text(args.get(1)) + ").*");
      case "!", "!=" -> throw new UnspeakableException("a negated test of a header");
      default -> throw new UnspeakableException(named(name, args));
    };
  }

  private static String named(String function, List<Expr> args) {
    return args.getFirst() instanceof Expr.Variable variable
        ? variable.name()
        : "\"" + function + "\"";
  }

  static Set<Map<String, Value>> both(Set<Map<String, Value>> some, Set<Map<String, Value>> others)
      throws UnspeakableException {
    var all = new LinkedHashSet<Map<String, Value>>();
    for (Map<String, Value> one : some) {
      for (Map<String, Value> other : others) {
        joined(one, other, all);
      }
    }
    return bounded(all);
  }

  private static void joined(
      Map<String, Value> one, Map<String, Value> other, Set<Map<String, Value>> all)
      throws UnspeakableException {
    var both = new TreeMap<>(one);
    for (Map.Entry<String, Value> each : other.entrySet()) {
      Value known = both.putIfAbsent(each.getKey(), each.getValue());
      if (known == null || known.equals(each.getValue())) {
        continue;
      }
      if (known.exact() && each.getValue().exact()) {
        return; // no header is two texts
      }
      throw new UnspeakableException("two tests of one header");
    }
    all.add(both);
  }

  private static Set<Map<String, Value>> bounded(Set<Map<String, Value>> all)
      throws UnspeakableException {
    if (all.size() > MOST) {
      throw new UnspeakableException("so many alternatives");
    }
    return all;
  }

  private static Set<Map<String, Value>> among(List<Expr> args) throws UnspeakableException {
    if (!(args.get(1) instanceof Expr.Listing listing)) {
      throw new UnspeakableException("\"in\" with anything but a list of constants");
    }
    var texts = new ArrayList<String>();
    for (Expr item : listing.items()) {
      String text = text(item);
      var _ = exact(args.getFirst(), text);
      texts.add(quoted(text));
    }
    return texts.isEmpty()
        ? Set.of()
        : one(args.getFirst(), new Value(false, String.join("|", texts)));
  }

  private static Set<Map<String, Value>> exact(Expr of, String text) throws UnspeakableException {
    if (text.isEmpty() || !text.matches("[!-~]([ -~]*[!-~])?")) {
      throw new UnspeakableException("a text that is empty or no header's");
    }
    return one(of, new Value(true, text));
  }

  private static Set<Map<String, Value>> regex(List<Expr> args, String regex)
      throws UnspeakableException {
    if (!regex.matches("[ -~]*") || holdsForNothing("^(?:" + regex + ")$")) {
      throw new UnspeakableException("a test that an absent header meets");
    }
    return one(args.getFirst(), new Value(false, regex));
  }

  private static boolean holdsForNothing(String regex) {
    return switch (Condition.read("model.matches(" + Scripts.json(regex) + ")")) {
      case Condition.Parsed.Ready ready -> ready.condition().holds(signal -> "");
      case Condition.Parsed.Broken broken -> true;
    };
  }

  private static Set<Map<String, Value>> one(Expr of, Value value) throws UnspeakableException {
    if (value.text().length() > LONGEST) {
      throw new UnspeakableException("so long a text");
    }
    return Set.of(new LinkedHashMap<>(Map.of(header(of), value)));
  }

  private static String header(Expr expr) throws UnspeakableException {
    if (!(expr instanceof Expr.Variable variable) || variable.number()) {
      throw new UnspeakableException("a computed value");
    }
    String key = variable.path().isEmpty() ? "" : variable.path().getFirst();
    boolean named = variable.path().size() == 1 && key.matches("[a-z0-9_.-]{1,200}");
    boolean open = named && !key.equals("authorization") && !key.equals("cookie");
    return switch (variable.signal()) {
      case MODEL -> MODEL;
      case METADATA -> kept(LABEL + key, named, variable);
      case HEADERS -> kept(key, open, variable);
      default -> throw new UnspeakableException(variable.name());
    };
  }

  private static String kept(String header, boolean known, Expr.Variable variable)
      throws UnspeakableException {
    if (!known) {
      throw new UnspeakableException(variable.name());
    }
    return header;
  }

  private static String text(Expr expr) throws UnspeakableException {
    if (expr instanceof Expr.Literal literal && literal.value() instanceof String text) {
      return text;
    }
    throw new UnspeakableException("a comparison of two values");
  }

  private static String quoted(String text) {
    return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}]", "\\\\$0");
  }
}
