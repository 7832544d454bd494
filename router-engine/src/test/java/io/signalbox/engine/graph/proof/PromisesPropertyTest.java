package io.signalbox.engine.graph.proof;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.GraphSketch;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ConditionException;
import io.signalbox.engine.graph.condition.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// No request breaks a promise that was proved, whatever branch it takes.
final class PromisesPropertyTest {
  private static final int GRAPHS = 1_500;
  private static final int REQUESTS = 150;
  private static final String LOCAL = "model.labels.region == \"local\"";

  private int holds;
  private int broken;

  @Test
  void whatIsProvedIsNeverBroken() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      var random = new Random(seed);
      RoutingGraph graph = graph(random);
      Verdict verdict = Promises.prove(graph, GraphSketch::card).getFirst();
      holds += verdict instanceof Verdict.Holds ? 1 : 0;
      broken += verdict instanceof Verdict.Broken ? 1 : 0;
      for (int i = 0; i < REQUESTS; i++) {
        check(graph, verdict, random, seed);
      }
    }
    assertTrue(holds > GRAPHS / 20, holds + " proved");
    assertTrue(broken > GRAPHS / 20, broken + " broken");
  }

  private static void check(RoutingGraph graph, Verdict verdict, Random random, int seed) {
    Map<Signal, Object> request = request(random);
    if (!holds(verdict.promise().when().orElseThrow(), request)) {
      return;
    }
    var reached = new HashSet<String>();
    reach(graph, graph.start(), request, reached);
    boolean violates = reached.stream().anyMatch(id -> id.startsWith("far"));
    assertFalse(
        violates && verdict instanceof Verdict.Holds,
        () -> "seed " + seed + ": " + graph + " with " + request);
  }

  /// All models that a request can reach, whatever fails and whatever has been spent.
  private static void reach(
      RoutingGraph graph, String id, Map<Signal, Object> request, Set<String> reached) {
    if (graph.models().containsKey(id)) {
      reached.add(id);
      return;
    }
    switch (graph.nodes().get(id)) {
      case RulesNode rules -> reach(graph, chosen(rules, request), request, reached);
      case RewriteNode rewrite -> {
        // A label in a header stands above the one that is set: both are possible.
        reach(graph, rewrite.to(), request, reached);
        reach(graph, rewrite.to(), rewritten(rewrite, request), reached);
      }
      case Node node -> node.exits().forEach(exit -> reach(graph, exit.to(), request, reached));
    }
  }

  private static String chosen(RulesNode rules, Map<Signal, Object> request) {
    return rules.rules().stream()
        .filter(rule -> holds(rule.when(), request))
        .map(RulesNode.Rule::to)
        .findFirst()
        .orElse(rules.otherwise());
  }

  private static Map<Signal, Object> rewritten(RewriteNode node, Map<Signal, Object> request) {
    var labels = new HashMap<String, Object>();
    ((Map<?, ?>) request.get(Signal.METADATA))
        .forEach((key, value) -> labels.put((String) key, value));
    node.set()
        .forEach((name, json) ->
            labels.put(name.substring("metadata.".length()), json.replace("\"", "")));
    var changed = new HashMap<>(request);
    changed.put(Signal.METADATA, labels);
    return changed;
  }

  private static boolean holds(Condition condition, Map<Signal, Object> request) {
    try {
      return condition.holds(request::get);
    } catch (ConditionException e) {
      return false;
    }
  }

  private static RoutingGraph graph(Random random) {
    int size = 1 + random.nextInt(6);
    var sketch = GraphSketch.from("n0").model("far1", "us").model("near1", "local");
    sketch.model("near2", "local").model("far2", "eu");
    for (int i = 0; i < size; i++) {
      node(sketch, "n" + i, targets(i, size), random);
    }
    return sketch.only(condition(random, 2), LOCAL).graph();
  }

  private static List<String> targets(int index, int size) {
    var all = new ArrayList<>(List.of("far1", "near1", "near2", "near1"));
    for (int i = index + 1; i < size; i++) {
      all.add("n" + i);
      all.add("n" + i);
    }
    return all;
  }

  private static void node(GraphSketch sketch, String id, List<String> to, Random random) {
    String a = to.get(random.nextInt(to.size()));
    String b = to.get(random.nextInt(to.size()));
    String c = to.get(random.nextInt(to.size()));
    switch (random.nextInt(8)) {
      case 0 -> sketch.fallback(id, 0, OptionalInt.empty(), a, b);
      case 1 -> sketch.budget(id, "1", a, b);
      case 2 -> sketch.set(id, "metadata." + pick(random, "x", "y"), "\"a\"", a);
      case 3 -> sketch.rules(id, condition(random, 2), a, b);
      default -> sketch.rules(id, condition(random, 2), a, condition(random, 2), b, c);
    }
  }

  private static String condition(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String left = condition(random, depth - 1);
      String right = condition(random, depth - 1);
      return switch (random.nextInt(4)) {
        case 0 -> "(" + left + " || " + right + ")";
        case 1 -> "!" + left;
        case 2 -> "(" + left + " ? " + right + " : " + left + ")";
        default -> "(" + left + " && " + right + ")";
      };
    }
    return switch (random.nextInt(12)) {
      case 0 -> "stream";
      case 1 ->
          "(metadata.x " + pick(random, "==", "!=") + " \"" + pick(random, "a", "b", "") + "\")";
      case 2 -> "(metadata.y == \"" + pick(random, "a", "b") + "\")";
      case 3 -> "(" + random.nextInt(5) + pick(random, " < ", " >= ", " == ") + "tokens)";
      case 4 ->
          "(tokens "
              + pick(random, "<", "<=", ">", ">=", "==", "!=")
              + " "
              + random.nextInt(5)
              + ")";
      case 5 -> "(metadata.x in [\"a\", \"" + pick(random, "b", "c") + "\"])";
      case 6 -> "(\"x\" in metadata)";
      case 7 -> "(spend.day > " + random.nextInt(3) + ")";
      case 8 -> "(3 / tokens > " + random.nextInt(2) + ")";
      case 9 -> "metadata.y.startsWith(\"a\")";
      case 10 -> "(metadata.x == metadata.y)";
      default -> "(tokens in [1, " + random.nextInt(5) + ".5, 2])";
    };
  }

  private static String pick(Random random, String... all) {
    return all[random.nextInt(all.length)];
  }

  private static Map<Signal, Object> request(Random random) {
    var labels = new HashMap<String, String>();
    for (String key : List.of("x", "y")) {
      if (random.nextInt(4) > 0) {
        labels.put(key, pick(random, "", "a", "b", "c"));
      }
    }
    return Map.of(
        Signal.METADATA,
        labels,
        Signal.STREAM,
        random.nextBoolean(),
        Signal.TOKENS,
        (long) random.nextInt(6),
        Signal.SPEND,
        Map.of("day", random.nextInt(8) / 2.0));
  }
}
