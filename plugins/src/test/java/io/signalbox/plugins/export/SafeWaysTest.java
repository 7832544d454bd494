package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.plugins.export.mlflow.MlflowExporter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Endpoints call no model that the graph does not reach, and no more often than it allows. */
final class SafeWaysTest {
  private static final int GRAPHS = 200;

  @Test
  void endpointsCallWhatTheGraphReachesAndNoMoreOften() {
    int endpoints = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      RoutingGraph graph = GeneratedGraphs.by(seed);
      Set<String> reached = models(graph, graph.start(), new HashSet<>());
      int most = Promises.attempts(graph);
      for (JsonNode endpoint : endpoints(graph)) {
        endpoints++;
        List<String> called = called(endpoint, "generated-" + seed + "/");
        assertTrue(reached.containsAll(called), () -> graph.name() + " " + endpoint);
        assertTrue(endpoint.get("then").size() < most, () -> graph.name() + " " + endpoint);
      }
    }
    assertTrue(endpoints > GRAPHS, endpoints + " endpoints");
  }

  @Test
  void promisedEndpointsComeFirstAndCallOnlyWhatIsAllowed() {
    int kept = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      RoutingGraph graph = GeneratedGraphs.by(seed);
      boolean always = graph.promises().stream().anyMatch(each -> each.only().isPresent());
      boolean free = false;
      for (JsonNode endpoint : endpoints(graph)) {
        String prefix = "generated-" + seed;
        boolean promised = endpoint.get("name").asString().startsWith(prefix + ".kept");
        assertTrue(!promised || !free, "the promise comes first");
        free |= !promised;
        boolean bound = promised || (always && graph.promises().getFirst().when().isEmpty());
        for (String model : called(endpoint, prefix + "/")) {
          String region = graph.model(model).orElseThrow().labels().get("region");
          assertTrue(!bound || "local".equals(region), () -> graph.name() + " " + endpoint);
          kept += bound ? 1 : 0;
        }
      }
    }
    assertTrue(kept > 20, kept + " calls under a promise");
  }

  @Test
  void callsCanFollowADraw() {
    JsonNode endpoint = endpoint("kind: fallback, to: [ pair, c ]", "attempts: 3");
    assertEquals(
        "[{\"model\":\"d/a\",\"weight\":9},{\"model\":\"d/b\",\"weight\":1}]",
        endpoint.get("first").toString());
    assertEquals("[\"d/c\"]", endpoint.get("then").toString());
  }

  @Test
  void retriesAreFurtherCallsOfModelsOfTheirOwn() {
    JsonNode endpoint =
        endpoint("kind: fallback, to: [ a, b ], retries: 1, attempts: 4", "attempts: 4");
    assertEquals("[\"d/a\",\"d/b\",\"d/b (2)\"]", endpoint.get("then").toString());
  }

  @Test
  void attemptsOfAFallbackHoldForIt() {
    assertEquals(
        0, endpoint("kind: fallback, to: [ a, b ], attempts: 1", "attempts: 3").get("then").size());
  }

  private static JsonNode endpoint(String start, String promise) {
    String text =
        """
        signalbox: 1
        name: d
        start: start
        models:
          a: { provider: openai, model: a }
          b: { provider: openai, model: b }
          c: { provider: openai, model: c }
        nodes:
          start: { %s }
          pair: { kind: split, shares: [ { to: a, share: 90%% }, { to: b, share: 10%% } ] }
        promises: [ { name: p, %s } ]
        """
            .formatted(start, promise);
    return endpoints(GraphText.read("g", text).graph().orElseThrow()).getLast();
  }

  private static List<JsonNode> endpoints(RoutingGraph graph) {
    var export = new MlflowExporter().export(graph, Samples.providers());
    JsonNode file = JsonMapper.shared().readTree(export.files().getFirst().text());
    return Stream.iterate(0, i -> i + 1)
        .limit(file.get("endpoints").size())
        .map(file.get("endpoints")::get)
        .toList();
  }

  private static List<String> called(JsonNode endpoint, String prefix) {
    var all = new ArrayList<String>();
    endpoint.get("first").forEach(each -> all.add(each.get("model").asString()));
    endpoint.get("then").forEach(each -> all.add(each.asString()));
    return all.stream()
        .map(each -> each.substring(prefix.length()).replaceFirst(" \\(\\d+\\)$", ""))
        .toList();
  }

  /** Of what is counted only the exit for what is over. */
  private static Set<String> models(RoutingGraph graph, String id, Set<String> reached) {
    if (graph.model(id).isPresent()) {
      reached.add(id);
      return reached;
    }
    Node node = graph.node(id).orElseThrow();
    List<String> onward =
        switch (node) {
          case BudgetNode budget -> List.of(budget.over());
          case LimitNode limit -> List.of(limit.over());
          default -> node.exits().stream().map(exit -> exit.to()).toList();
        };
    onward.forEach(to -> models(graph, to, reached));
    return reached;
  }
}
