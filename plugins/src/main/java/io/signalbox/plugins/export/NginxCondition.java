package io.signalbox.plugins.export;

import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.TotalFunctions;
import java.util.ArrayList;
import java.util.List;

/// Makes of a condition the lists that route.js works out.
final class NginxCondition {
  private NginxCondition() {}

  static List<Object> of(Expr expr, boolean utc) throws UnspeakableException {
    return switch (expr) {
      case Expr.Literal literal -> List.of("value", literal.value());
      case Expr.Variable variable -> variable(variable, utc);
      case Expr.Listing listing -> List.of("list", all(listing.items(), utc));
      case Expr.Call call -> call(call, utc);
      case Expr.Select s -> throw new UnspeakableException("a key below a value");
      case Expr.Local l -> throw new UnspeakableException("a macro");
      case Expr.Fold f -> throw new UnspeakableException("a macro");
    };
  }

  private static List<Object> all(List<Expr> items, boolean utc) throws UnspeakableException {
    var all = new ArrayList<Object>();
    for (Expr item : items) {
      all.add(of(item, utc));
    }
    return all;
  }

  private static List<Object> call(Expr.Call call, boolean utc) throws UnspeakableException {
    // route.js has a case for each of these
    if (!TotalFunctions.contains(call.function())) {
      throw new UnspeakableException("\"" + call.function() + "\"");
    }
    return List.of(call.function(), all(call.args(), utc));
  }

  private static List<Object> variable(Expr.Variable variable, boolean utc)
      throws UnspeakableException {
    boolean below = variable.signal() == Signal.METADATA || variable.signal() == Signal.HEADERS;
    if (variable.number() || variable.path().size() != (below ? 1 : 0)) {
      throw new UnspeakableException(variable.name());
    }
    return switch (variable.signal()) {
      case TOKENS ->
          throw new UnspeakableException("tokens: nginx cannot count them before routing");
      case APP, CONVERSATION, LANGUAGE, CLIENT, AGENT, PURPOSE, REASONING ->
          throw new UnspeakableException(variable.name());
      case NOW, SPEND, PRICE, HEALTH -> throw new UnspeakableException(variable.name());
      case HOUR, WEEKDAY -> {
        if (!utc) {
          throw new UnspeakableException(variable.name() + " outside UTC");
        }
        yield List.of("signal", variable.signal().id(), "");
      }
      case METADATA, HEADERS ->
          List.of("signal", variable.signal().id(), variable.path().getFirst());
      case MODEL,
          USER,
          TEXT,
          SYSTEM,
          MESSAGES,
          MAX_TOKENS,
          IMAGES,
          STREAM,
          HAS_TOOLS,
          WANTS_JSON,
          TOOLS ->
          List.of("signal", variable.signal().id(), "");
    };
  }

  /// Whether a regular expression is in it.
  static boolean matches(Expr expr) {
    return expr instanceof Expr.Call call
        && (call.function().equals("matches")
            || call.args().stream().anyMatch(NginxCondition::matches));
  }
}
