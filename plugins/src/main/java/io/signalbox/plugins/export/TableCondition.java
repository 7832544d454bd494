package io.signalbox.plugins.export;

import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.TotalFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Makes of a condition the lists that a [Walker] works out.
record TableCondition(Walker walker) {

  /// @throws UnspeakableException names what the walker cannot work out
  List<Object> of(Expr expr) throws UnspeakableException {
    return switch (expr) {
      case Expr.Literal literal -> List.of("value", literal.value());
      case Expr.Variable variable -> variable(variable);
      case Expr.Listing listing -> List.of("list", all(listing.items()));
      case Expr.Call call -> call(call);
      case Expr.Select s -> throw new UnspeakableException("a key below a value");
      case Expr.Local local -> List.of("local", local.name());
      case Expr.Fold fold -> fold(fold);
    };
  }

  /// Every item is looked at: that the sum cannot change any more saves time only.
  private List<Object> fold(Expr.Fold fold) throws UnspeakableException {
    if (!walker.can(Skill.UNFOLDS)) {
      throw new UnspeakableException("a macro");
    }
    var parts = all(List.of(fold.over(), fold.start(), fold.step(), fold.result()));
    return List.of("fold", parts, fold.item(), fold.sum());
  }

  private List<Object> all(List<Expr> items) throws UnspeakableException {
    var all = new ArrayList<Object>();
    for (Expr item : items) {
      all.add(of(item));
    }
    return all;
  }

  private List<Object> call(Expr.Call call) throws UnspeakableException {
    // each walker has a case for each of these
    if (!TotalFunctions.contains(call.function())) {
      throw new UnspeakableException("\"" + call.function() + "\"");
    }
    if (call.function().equals("matches")) {
      if (!(call.args().get(1) instanceof Expr.Literal literal)) {
        throw new UnspeakableException("a regular expression that is worked out");
      }
      Object regex = walker.regex(literal.value().toString());
      return List.of("matches", List.of(of(call.args().get(0)), List.of("value", regex)));
    }
    return List.of(call.function(), all(call.args()));
  }

  private static List<Object> variable(Expr.Variable variable) throws UnspeakableException {
    boolean below = variable.signal() == Signal.METADATA || variable.signal() == Signal.HEADERS;
    if (variable.path().size() != (below ? 1 : 0)) {
      throw new UnspeakableException(variable.name());
    }
    var read =
        List.<Object>of("signal", variable.signal().id(), below ? variable.path().getFirst() : "");
    return switch (variable.signal()) {
      case APP, CONVERSATION, LANGUAGE, CLIENT, AGENT, PURPOSE ->
          throw new UnspeakableException(variable.name());
      case NOW, SPEND, PRICE, HEALTH -> throw new UnspeakableException(variable.name());
      case METADATA, HEADERS -> variable.number() ? List.of("number", List.of(read)) : read;
      case TOKENS,
          HOUR,
          WEEKDAY,
          REASONING,
          MODEL,
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
          read;
    };
  }

  /// Whether a condition reads a signal.
  static boolean reads(Expr expr, Signal signal) {
    return switch (expr) {
      case Expr.Variable variable -> variable.signal() == signal;
      case Expr.Call call -> call.args().stream().anyMatch(each -> reads(each, signal));
      case Expr.Listing listing -> listing.items().stream().anyMatch(each -> reads(each, signal));
      case Expr.Literal literal -> false;
      case Expr.Select select -> reads(select.of(), signal);
      case Expr.Local local -> false;
      case Expr.Fold fold ->
          Stream.of(fold.over(), fold.start(), fold.step(), fold.result())
              .anyMatch(each -> reads(each, signal));
    };
  }
}
