package io.signalbox.plugins.export.kong;

import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.ways.ConditionWords;
import io.signalbox.plugins.export.ways.LabelPattern;
import java.util.List;
import java.util.stream.Collectors;

/// Conditions as expressions of Kong's router, which sees headers and no bodies. A comparison with
/// an absent header is false, so that its negation is true, as here. Of a header that is sent
/// several times, one line is enough: without `any` Kong wants all of them to fit.
final class KongWords extends ConditionWords<String> {
  private static final String PATH = "http.path == \"/v1/chat/completions\"";

  @Override
  public String all(List<String> conditions) {
    return conditions.isEmpty() ? PATH : joined(conditions, " && ");
  }

  @Override
  protected String any(List<String> conditions) {
    return conditions.isEmpty() ? "!(" + PATH + ")" : joined(conditions, " || ");
  }

  private static String joined(List<String> conditions, String sign) {
    return conditions.size() == 1
        ? conditions.getFirst()
        : conditions.stream().map(each -> "(" + each + ")").collect(Collectors.joining(sign));
  }

  @Override
  protected String not(String condition) {
    return "!(" + condition + ")";
  }

  @Override
  protected String text(Expr.Variable variable, TextTest test, String value)
      throws UnspeakableException {
    if (variable.signal() == Signal.METADATA) {
      return label(variable.path().getFirst(), test, value);
    }
    if (variable.signal() != Signal.HEADERS) {
      throw new UnspeakableException(variable.name());
    }
    String sign =
        switch (test) {
          case EQUAL -> "==";
          case STARTS -> "^=";
          case ENDS -> "=^";
          case CONTAINS -> "contains";
        };
    if (value.contains(",")) {
      throw new UnspeakableException("a comma in a header, which may be that between two lines");
    }
    return field(variable.path().getFirst()) + " " + sign + " " + quoted(value);
  }

  /// The last label of a key counts, which Kong's patterns cannot say: one that names it twice has
  /// none.
  private String label(String key, TextTest test, String value) throws UnspeakableException {
    String header = field(LabelPattern.HEADER) + " ~ ";
    String twice = header + quoted(LabelPattern.twice(key));
    return all(List.of(header + quoted(LabelPattern.of(key, test, value)), not(twice)));
  }

  private static String field(String header) throws UnspeakableException {
    if (!header.matches("[a-z0-9-]+")) {
      throw new UnspeakableException("the header " + header);
    }
    return "any(http.headers." + header.replace('-', '_') + ")";
  }

  private static String quoted(String text) throws UnspeakableException {
    if (!text.matches("[ -~]+")) {
      throw new UnspeakableException("a header with other than printable characters");
    }
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
