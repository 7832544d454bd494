package io.signalbox.plugins.export.agentgateway;

import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.plugins.export.UnspeakableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What conditions read of a request, in agentgateway's CEL, each under a name of its variable
/// `metadata`. All of them have a value for any JSON object: `coalesce` takes the next argument
/// where one fails (agentgateway's schema/cel-functions.md, v1.4.1). Belongs to one thread.
public final class RequestFacts {
  /// Under which it stands whether the body is JSON that was read to its end.
  static final String READABLE = "readable";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final Set<String> OWN = Set.of("body", "readable", "labels");

  /// Words of CEL that are no names of members.
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

  /// Which no condition sees.
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "x-api-key", "api-key", "proxy-authorization");

  static final String BODY = "metadata.body";

  private static final Pattern LABEL =
      Pattern.compile(
          "^coalesce\\(metadata\\.labels\\.filter.*,"
              + " string\\(metadata\\.body\\.metadata\\[(\"(?:[^\"\\\\]|\\\\.)*+\")\\]\\),"
              + " \"\"\\)$");

  private static final Pattern HEADER =
      Pattern.compile(
          "coalesce\\(string\\(request\\.headers\\[(\"(?:[^\"\\\\]|\\\\.)*+\")\\]\\), \"\"\\)");

  /// Under which the labels of the header stand, each as `name=value`.
  private static final String LABELS = "labels";

  private final LinkedHashMap<String, String> used = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();

  RequestFacts() {
    define("body", "json(request.body)");
    define(READABLE, "coalesce(size(" + BODY + ") > 0, false)");
  }

  /// Expressions by their names, in the order in which they were asked for.
  SequencedMap<String, String> used() {
    return used;
  }

  /// The variable in CEL. It has a value whatever the request is, and a fixed type.
  ///
  /// @throws UnspeakableException if agentgateway does not know it
  String variable(Expr.Variable variable) throws UnspeakableException {
    String read =
        switch (variable.signal()) {
          case METADATA -> label(key(variable));
          case HEADERS -> header(key(variable));
          default -> {
            if (!variable.path().isEmpty()) {
              throw new UnspeakableException(variable.name());
            }
            yield signal(variable);
          }
        };
    return variable.number() ? "double(" + read + ")" : read;
  }

  private static String key(Expr.Variable variable) throws UnspeakableException {
    boolean whole = variable.path().isEmpty() || !isWhole(variable.path().getFirst());
    if (whole || variable.path().size() > 1) {
      throw new UnspeakableException(variable.name());
    }
    return variable.path().getFirst();
  }

  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  private String label(String key) {
    String quoted = CelString.of(key);
    String prefix = CelString.of(key + "=");
    define(
        LABELS,
        "coalesce(request.headers[\"x-signalbox-metadata\"].split(\",\")"
            + ".filter(p, p.indexOf(\"=\") > 0).map(p, p.substring(0, p.indexOf(\"=\")).trim() +"
            + " \"=\" + p.substring(p.indexOf(\"=\") + 1).trim()), [])");
    return named(
        key,
        "coalesce(metadata.labels.filter(p, p.startsWith("
            + prefix
            + ")).with(l, l[size(l) - 1].stripPrefix("
            + prefix
            + ")), string("
            + BODY
            + ".metadata["
            + quoted
            + "]), \"\")");
  }

  private String header(String key) {
    String read =
        CREDENTIALS.contains(key)
            ? "\"\""
            : "coalesce(string(request.headers[" + CelString.of(key) + "]), \"\")";
    return named("header " + key, read);
  }

  private String signal(Expr.Variable variable) throws UnspeakableException {
    Signal signal = variable.signal();
    return named(signal.id(), SignalCel.of(signal));
  }

  /// The signal of a graph that such an expression reads; empty if it is none of ours.
  public static Optional<String> signal(String expression) {
    return known(expression).map(Expr.Variable::name).or(() -> keyed(expression));
  }

  private static Optional<Expr.Variable> known(String expression) {
    return Stream.of(Signal.values())
        .map(each -> new Expr.Variable(each, List.of()))
        .filter(each -> expression.equals(expressionOf(each)))
        .findFirst();
  }

  private static String expressionOf(Expr.Variable variable) {
    try {
      var facts = new RequestFacts();
      var _ = facts.variable(variable);
      return facts.used().lastEntry().getValue();
    } catch (UnspeakableException e) {
      return "";
    }
  }

  /// The key is the text in CEL that both kinds of expressions end with.
  private static Optional<String> keyed(String expression) {
    var label = LABEL.matcher(expression);
    if (label.find()) {
      return Optional.of("metadata[" + label.group(1) + "]");
    }
    var header = HEADER.matcher(expression);
    return header.matches() ? Optional.of("headers[" + header.group(1) + "]") : Optional.empty();
  }

  /// Whether these facts say whether a body was read, as ours do.
  public static boolean isReadable(Map<String, String> facts) {
    return Objects.equals(new RequestFacts().used().get(READABLE), facts.get(READABLE));
  }

  /// How conditions read a fact.
  public static String access(String name) {
    return NAME.matcher(name).matches() && !RESERVED.contains(name)
        ? "metadata." + name
        : "metadata[" + CelString.of(name) + "]";
  }

  private String named(String wish, String expression) {
    String known = names.get(expression);
    if (known == null) {
      String name = wish;
      while (used.containsKey(name) || OWN.contains(name)) {
        name += "'";
      }
      known = define(name, expression);
    }
    return known;
  }

  private String define(String name, String expression) {
    used.put(name, expression);
    String read = access(name);
    names.put(expression, read);
    return read;
  }
}
