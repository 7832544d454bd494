package io.signalbox.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which targets lead to a model. */
final class LeaningTest {
  @Test
  void onlyThoseThatMayTakePartChangePlaces() {
    var leaning = new Leaning(java.util.Set.of("b", "d"));
    assertEquals(List.of(1, 3, 0, 2), leaning.order(List.of("a", "b", "c", "d"), 4));
    assertEquals(List.of(1, 0, 2, 3), leaning.order(List.of("a", "b", "c", "d"), 3));
    assertEquals(List.of(0, 1, 2, 3), leaning.order(List.of("a", "b", "c", "d"), 1));
  }

  @Test
  void longChainsAreFollowedWithoutRecursion() {
    String chain =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "  n%d: { kind: fallback, to: [ n%d ] }\n".formatted(i, i + 1))
            .collect(Collectors.joining());
    RoutingGraph graph =
        GraphText.read(
                "g",
                "signalbox: 1\n"
                    + "name: G\n"
                    + "start: n0\n"
                    + "models:\n"
                    + "  m: { provider: ollama, model: x }\n"
                    + "nodes:\n"
                    + chain
                    + "  n20000: { kind: fallback, to: [ m ] }\n")
            .graph()
            .orElseThrow();
    Leaning leaning = Leaning.to(graph, "m");
    assertTrue(leaning.leading().contains("n0"));
    assertFalse(leaning.leading().contains("elsewhere"));
  }
}
