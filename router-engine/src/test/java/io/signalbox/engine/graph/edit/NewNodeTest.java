package io.signalbox.engine.graph.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.GraphSketch;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.check.GraphCheck;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class NewNodeTest {
  @ParameterizedTest
  @EnumSource(NodeKind.class)
  void newNodeLacksOnlyItsTargets(NodeKind kind) {
    if (!kind.supported()) {
      assertThrows(IllegalArgumentException.class, () -> NewNode.of(kind, "n"));
      return;
    }
    Node node = NewNode.of(kind, "n");
    assertEquals("n", node.id());
    assertEquals(kind, node.kind());
    RoutingGraph graph = RoutingGraph.empty("x").withNodes(Map.of("n", node)).withStart("n");
    List<Problem> found = GraphCheck.check(graph, GraphSketch::card);
    for (Problem problem : found) {
      assertTrue(
          !problem.isError() || List.of("no-target", "no-branches").contains(problem.code().id()),
          problem.line());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rules, rules-2",
    "limit, limit",
    "split, split-3",
    "gpt-5.1, gpt-5.1",
    "llama3.2:8b, llama3.2-8b",
    "…, part"
  })
  void freshIdIsNotTaken(String wish, String id) {
    RoutingGraph graph =
        GraphSketch.from("rules")
            .rules("rules", "")
            .rules("split", "")
            .model("split-2", "us")
            .graph();
    assertEquals(id, Id.free(graph, wish));
  }
}
