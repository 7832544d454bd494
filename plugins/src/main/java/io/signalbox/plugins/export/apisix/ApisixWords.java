package io.signalbox.plugins.export.apisix;

import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.ways.ConditionWords;
import io.signalbox.plugins.export.ways.LabelPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Conditions as `vars` of APISIX's routes, which see headers and the members of a JSON body. A
/// comparison with what is absent is false, so that its negation is true, as here.
final class ApisixWords extends ConditionWords<List<Object>> {
  private static final String BODY = "post_arg.";

  @Override
  public List<Object> all(List<List<Object>> conditions) {
    return conditions.isEmpty() ? List.of("uri", "~~", "^/") : joined("AND", conditions);
  }

  @Override
  protected List<Object> any(List<List<Object>> conditions) {
    return conditions.isEmpty() ? List.of("uri", "==", "") : joined("OR", conditions);
  }

  private static List<Object> joined(String sign, List<List<Object>> conditions) {
    return conditions.size() == 1
        ? conditions.getFirst()
        : Stream.concat(Stream.<Object>of(sign), conditions.stream()).toList();
  }

  /// Of both forms that APISIX takes: `[ name, "!", sign, value ]` for a comparison, and `!AND` or
  /// `!OR` for at least two.
  @Override
  protected List<Object> not(List<Object> condition) {
    var turned = new ArrayList<>(condition);
    switch (condition.getFirst().toString()) {
      case "AND", "OR" -> turned.set(0, "!" + condition.getFirst());
      case "!AND", "!OR" -> turned.set(0, condition.getFirst().toString().substring(1));
      default -> {
        if (condition.get(1).equals("!")) {
          turned.remove(1);
        } else {
          turned.add(1, "!");
        }
      }
    }
    return List.copyOf(turned);
  }

  @Override
  protected List<Object> truth(Expr.Variable variable) throws UnspeakableException {
    if (variable.signal() != Signal.STREAM) {
      throw new UnspeakableException(variable.name());
    }
    return List.of(BODY + "stream", "==", true);
  }

  /// The newer name of `max_tokens` stands above the older one.
  @Override
  protected List<Object> above(Expr.Variable variable, long limit, boolean atLeast)
      throws UnspeakableException {
    if (variable.signal() != Signal.MAX_TOKENS) {
      throw new UnspeakableException(variable.name());
    }
    long most = atLeast ? limit - 1 : limit;
    String newer = BODY + "max_completion_tokens";
    List<Object> none = not(List.of(newer, ">", -1));
    return any(
        List.of(
            List.of(newer, ">", most),
            all(List.of(none, List.of(BODY + "max_tokens", ">", most)))));
  }

  @Override
  protected List<Object> text(Expr.Variable variable, TextTest test, String value)
      throws UnspeakableException {
    return switch (variable.signal()) {
      case MODEL -> held(BODY + "model", test, value);
      case USER -> held(BODY + "user", test, value);
      case HEADERS -> held(header(variable.path().getFirst()), test, value);
      case METADATA -> label(variable.path().getFirst(), test, value);
      default -> throw new UnspeakableException(variable.name());
    };
  }

  /// A label of the header stands above one of the body.
  private List<Object> label(String key, TextTest test, String value) throws UnspeakableException {
    String header = header(LabelPattern.HEADER);
    List<Object> inHeader = List.of(header, "~~", LabelPattern.last(key, test, value));
    if (!key.matches("[A-Za-z0-9_-]+")) {
      throw new UnspeakableException("the label " + key);
    }
    List<Object> inBody =
        all(
            List.of(
                not(List.of(header, "~~", LabelPattern.any(key))),
                held(BODY + "metadata." + key, test, value)));
    return any(List.of(inHeader, inBody));
  }

  private static List<Object> held(String name, TextTest test, String value)
      throws UnspeakableException {
    if (test == TextTest.EQUAL) {
      return List.of(name, "==", value);
    }
    String quoted = quoted(value);
    return List.of(
        name,
        "~~",
        switch (test) {
          case STARTS -> "^" + quoted;
          case ENDS -> quoted + "\\z";
          case CONTAINS, EQUAL -> quoted;
        });
  }

  private static String quoted(String text) throws UnspeakableException {
    if (!text.matches("[ -~]+")) {
      throw new UnspeakableException("a part of a text with other than printable characters");
    }
    return text.replaceAll("[^A-Za-z0-9 ]", "\\\\$0");
  }

  private static String header(String name) throws UnspeakableException {
    if (!name.matches("[a-z0-9-]+")) {
      throw new UnspeakableException("the header " + name);
    }
    return "http_" + name.replace('-', '_');
  }
}
