package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.api.CheckedGraph;
import io.signalbox.engine.graph.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checks of a graph are put together once, for the terminal, the window and `serve`.
final class CheckOnceTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Desk
      start: m
      models:
        m: { provider: %s, model: x }
      """;

  @TempDir private Path home;

  @Test
  void unknownProviderIsOneProblemWithItsPlace() {
    try (var engine = Signalbox.at(home)) {
      CheckedGraph read = engine.read("desk.yaml", GRAPH.formatted("acmee"));
      List<Problem> errors = read.problems().stream().filter(Problem::isError).toList();
      assertEquals(1, errors.size(), errors::toString);
      assertEquals("unknown-provider", errors.getFirst().code().id());
      assertEquals(5, errors.getFirst().at().orElseThrow().line());
      assertEquals(
          engine.check(read.graph().orElseThrow()).stream().map(Problem::message).toList(),
          read.problems().stream().map(Problem::message).toList());
      assertEquals(List.of(), read.runnable().stream().toList());
    }
  }

  @Test
  void textThatCannotBeReadIsNotRun() {
    try (var engine = Signalbox.at(home)) {
      CheckedGraph read = engine.read("desk.yaml", "nodes: [");
      assertEquals(true, read.runnable().isEmpty());
    }
  }
}
