package io.signalbox.app.inspector;

import io.signalbox.engine.graph.condition.ConditionTree;
import io.signalbox.engine.graph.condition.ConditionTree.Sign;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A variable that a condition asks for, and what kind of values it has.
record ConditionField(Expr.Variable variable) {
  private static final Pattern PARTS =
      Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_]*)|\\[\"([^\"\\\\]+)\"\\]");

  /// Kinds of values.
  enum Kind {
    TEXT,
    WHOLE,
    /// A number with a point.
    DECIMAL,
    /// A share of a whole, 0–1.
    SHARE,
    /// A span, in seconds.
    SPAN,
    YES_NO,
    /// A list or a map: it has words or keys.
    WORDS,
    MOMENT,
    WEEKDAY,
    HOUR
  }

  /// The question that is written like this in CEL.
  static Optional<ConditionField> of(String text, ConditionLanguage language) {
    String written = text.strip();
    boolean number = written.startsWith("number(") && written.endsWith(")");
    String plain =
        number ? written.substring("number(".length(), written.length() - 1).strip() : written;
    int end = 0;
    while (end < plain.length() && ".[".indexOf(plain.charAt(end)) < 0) {
      end++;
    }
    List<String> path = path(plain.substring(end));
    boolean whole = path.stream().mapToInt(String::length).sum() > 0 || end == plain.length();
    return Signal.of(plain.substring(0, end))
        .filter(signal -> whole)
        .map(signal -> new ConditionField(new Expr.Variable(signal, path, number)))
        .filter(question -> question.fits(language));
  }

  private static List<String> path(String rest) {
    Matcher parts = PARTS.matcher(rest);
    var path = new java.util.ArrayList<String>();
    int at = 0;
    while (parts.find() && parts.start() == at) {
      path.add(Optional.ofNullable(parts.group(1)).orElseGet(() -> parts.group(2)));
      at = parts.end();
    }
    return at == rest.length() ? path : List.of("");
  }

  private boolean fits(ConditionLanguage language) {
    int keys = variable.path().size();
    boolean named = variable.path().stream().noneMatch(String::isEmpty);
    if (variable.number() && (keys != 1 || !isLabel())) {
      return false;
    }
    if (language == ConditionLanguage.MODEL) {
      return named && variable.signal() == Signal.MODEL && keys >= 1 && keys <= 2;
    }
    return named
        && switch (variable.signal()) {
          case METADATA, HEADERS -> keys <= 1;
          case SPEND -> keys == 1;
          case PRICE, HEALTH -> keys == 2;
          default -> keys == 0;
        };
  }

  private boolean isLabel() {
    return variable.signal() == Signal.METADATA || variable.signal() == Signal.HEADERS;
  }

  /// As it is written in CEL.
  String text() {
    return ConditionTree.text(variable);
  }

  Kind kind() {
    if (variable.number()) {
      return Kind.DECIMAL;
    }
    return switch (variable.signal()) {
      case MODEL, APP, USER, CONVERSATION, TEXT, SYSTEM, LANGUAGE -> Kind.TEXT;
      case CLIENT, AGENT, PURPOSE, REASONING -> Kind.TEXT;
      case METADATA, HEADERS -> variable.path().isEmpty() ? Kind.WORDS : Kind.TEXT;
      case MESSAGES, TOKENS, MAX_TOKENS, IMAGES -> Kind.WHOLE;
      case STREAM, HAS_TOOLS, WANTS_JSON -> Kind.YES_NO;
      case TOOLS -> Kind.WORDS;
      case HOUR -> Kind.HOUR;
      case WEEKDAY -> Kind.WEEKDAY;
      case NOW -> Kind.MOMENT;
      case SPEND, PRICE -> Kind.DECIMAL;
      case HEALTH -> measured();
    };
  }

  private Kind measured() {
    return switch (variable.path().isEmpty() ? "" : variable.path().getLast()) {
      case "open" -> Kind.YES_NO;
      case "p95" -> Kind.SPAN;
      case "scores" -> Kind.WHOLE;
      default -> Kind.SHARE;
    };
  }

  /// The signs that make sense.
  List<Sign> signs() {
    return switch (kind()) {
      case TEXT ->
          List.of(
              Sign.IS,
              Sign.IS_NOT,
              Sign.ONE_OF,
              Sign.CONTAINS,
              Sign.STARTS_WITH,
              Sign.ENDS_WITH,
              Sign.MATCHES);
      case WHOLE, WEEKDAY, HOUR ->
          List.of(
              Sign.ABOVE,
              Sign.AT_LEAST,
              Sign.BELOW,
              Sign.AT_MOST,
              Sign.IS,
              Sign.IS_NOT,
              Sign.ONE_OF);
      case DECIMAL, SHARE, SPAN, MOMENT ->
          List.of(Sign.ABOVE, Sign.AT_LEAST, Sign.BELOW, Sign.AT_MOST);
      case YES_NO -> List.of(Sign.IS);
      case WORDS -> List.of(Sign.HAS);
    };
  }
}
