package io.signalbox.engine.graph.proof;

import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ConditionException;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.Variables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Looks for a request that takes a path: tries values that what is known of it allows, and answers
/// each condition of the path with them.
///
/// Example: on the path `tokens > 8000` held and `metadata.team == "x"` did not. Values to try are
/// those at the bounds and near the constants: tokens 8001, 8000, 7999, …; team "", "x". The first
/// of at most [#TRIES] combinations for which both conditions are answered so is shown to people.
/// If there is none, the path stays in doubt.
final class Witness {
  private static final int TRIES = 400;
  private static final Set<Signal> MAPS =
      Set.of(Signal.METADATA, Signal.HEADERS, Signal.SPEND, Signal.PRICE, Signal.HEALTH);

  private final GraphPath way;
  private final Map<Expr.Variable, List<Object>> candidates = new LinkedHashMap<>();

  private Witness(GraphPath way, Knowledge known) {
    this.way = way;
    for (GraphPath.Decision decision : way.answers()) {
      look(decision.condition().tree(), known);
    }
  }

  /// Values of variables, by name, with which a request takes this path; empty if none were found.
  static Optional<Map<String, Object>> of(GraphPath way, Knowledge known) {
    if (!way.answers().stream().allMatch(GraphPath.Decision::certain)) {
      return Optional.empty();
    }
    return new Witness(way, known).search();
  }

  private void look(Expr tree, Knowledge known) {
    Set<Object> constants = new LinkedHashSet<>();
    constants(tree, constants);
    for (Expr.Variable variable : Variables.of(tree)) {
      offer(variable, known, constants);
    }
    labels(tree, known);
  }

  private void offer(Expr.Variable variable, Knowledge known, Collection<Object> constants) {
    List<Object> some = candidates.computeIfAbsent(variable, each -> new ArrayList<>());
    var more = new LinkedHashSet<>(some);
    known.of(variable).ifPresent(domain -> more.addAll(domain.samples()));
    more.addAll(usual(variable, constants));
    some.clear();
    some.addAll(more);
  }

  /// `has(metadata.x)` and `"x" in metadata` ask for a label without reading it.
  private void labels(Expr tree, Knowledge known) {
    if (tree instanceof Expr.Select select
        && select.testOnly()
        && select.of() instanceof Expr.Variable map
        && isLabels(map.signal())) {
      offer(new Expr.Variable(map.signal(), List.of(select.key())), known, List.of());
    }
    if (tree instanceof Expr.Call call
        && call.function().equals("in")
        && call.args().get(0) instanceof Expr.Literal key
        && call.args().get(1) instanceof Expr.Variable map
        && isLabels(map.signal())) {
      offer(new Expr.Variable(map.signal(), List.of(key.value().toString())), known, List.of());
    }
    Variables.parts(tree).forEach(part -> labels(part, known));
  }

  private static boolean isLabels(Signal signal) {
    return signal == Signal.METADATA || signal == Signal.HEADERS;
  }

  private static void constants(Expr tree, Set<Object> found) {
    if (tree instanceof Expr.Literal literal) {
      found.add(literal.value());
    }
    Variables.parts(tree).forEach(part -> constants(part, found));
  }

  private static List<Object> usual(Expr.Variable variable, Collection<Object> constants) {
    List<Object> texts = constants.stream().filter(String.class::isInstance).toList();
    if (variable.path().isEmpty() && MAPS.contains(variable.signal())) {
      return List.of();
    }
    if (variable.number()) {
      return and("", numbers(constants, false));
    }
    return switch (variable.signal()) {
      case MODEL, APP, USER, CONVERSATION, TEXT, SYSTEM, LANGUAGE -> and("", texts);
      case CLIENT, AGENT, PURPOSE, REASONING -> and("", texts);
      case METADATA, HEADERS -> and("", texts);
      case MESSAGES, TOKENS, MAX_TOKENS, IMAGES, HOUR, WEEKDAY -> numbers(constants, true);
      case SPEND, PRICE -> numbers(constants, false);
      case STREAM, HAS_TOOLS, WANTS_JSON -> List.of(false, true);
      case TOOLS ->
          List.of(List.of(), texts, texts.isEmpty() ? List.of("tool") : texts.subList(0, 1));
      case NOW -> List.of(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
      case HEALTH ->
          variable.path().getLast().equals("open")
              ? List.of(false, true)
              : numbers(constants, false);
    };
  }

  private static List<Object> and(Object first, List<Object> more) {
    var all = new ArrayList<>(List.of(first));
    all.addAll(more);
    return all;
  }

  private static List<Object> numbers(Collection<Object> constants, boolean whole) {
    var all = new ArrayList<Object>();
    all.add(whole ? (Object) 1L : (Object) 0.0);
    for (Object constant : constants) {
      if (constant instanceof Number number) {
        for (int step = -1; step <= 1; step++) {
          double near = number.doubleValue() + step;
          if (near >= 0) {
            all.add(whole ? (Object) (long) near : (Object) near);
          }
        }
      }
    }
    return all;
  }

  private Optional<Map<String, Object>> search() {
    var random = new Random(candidates.size());
    for (int i = 0; i < TRIES; i++) {
      var values = new LinkedHashMap<Expr.Variable, Object>();
      boolean first = i == 0;
      candidates.forEach((variable, some) -> {
        if (!some.isEmpty()) {
          values.put(variable, some.get(first ? 0 : random.nextInt(some.size())));
        }
      });
      if (takesTheWay(signals(values))) {
        return Optional.of(named(values));
      }
    }
    return Optional.empty();
  }

  private boolean takesTheWay(Map<Signal, Object> values) {
    for (GraphPath.Decision decision : way.answers()) {
      if (holds(decision.condition(), values) != decision.held()) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Condition condition, Map<Signal, Object> values) {
    try {
      return condition.holds(signal -> value(signal, values));
    } catch (ConditionException e) {
      return false;
    }
  }

  private static Object value(Signal signal, Map<Signal, Object> values) {
    return Optional.ofNullable(values.get(signal))
        .orElseThrow(() -> new ConditionException("no value " + signal.id()));
  }

  private static Map<Signal, Object> signals(Map<Expr.Variable, Object> values) {
    var signals = new HashMap<Signal, Object>();
    for (Signal map : MAPS) {
      signals.put(map, new HashMap<String, Object>());
    }
    values.forEach((variable, value) -> put(signals, variable, value));
    return signals;
  }

  private static void put(Map<Signal, Object> signals, Expr.Variable variable, Object value) {
    List<String> path = variable.path();
    if (path.isEmpty()) {
      signals.put(variable.signal(), value);
      return;
    }
    @SuppressWarnings("unchecked")
    var map = (Map<String, Object>) signals.getOrDefault(variable.signal(), new HashMap<>());
    for (String key : path.subList(0, path.size() - 1)) {
      @SuppressWarnings("unchecked")
      var below =
          (Map<String, Object>) map.computeIfAbsent(key, k -> new HashMap<String, Object>());
      map = below;
    }
    if (!value.equals("")) {
      map.put(path.getLast(), variable.number() ? value.toString() : value);
    }
  }

  private static Map<String, Object> named(Map<Expr.Variable, Object> values) {
    var named = new TreeMap<String, Object>();
    values.forEach((variable, value) -> {
      if (!variable.number()) {
        named.put(variable.name(), value);
      }
    });
    // A label that is read as a number is a label all the same.
    values.forEach((variable, value) -> {
      if (variable.number()) {
        named.putIfAbsent(variable.asText().name(), value.toString());
      }
    });
    return named;
  }
}
