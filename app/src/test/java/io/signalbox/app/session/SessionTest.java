package io.signalbox.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.signalbox.app.Desk;
import io.signalbox.app.fx.Background;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The session without a window.
final class SessionTest {
  private final Session session =
      new Session(Desk.document(), Desk.surroundings(), Background.direct());

  @Test
  void simulationFindsTheWay() {
    session.simulate("Why is this SQL slow?", Map.of());
    Way way = assertInstanceOf(Simulation.Done.class, session.simulationProperty().get()).way();
    assertEquals(Set.of("triage", "topic", "code", "opus"), way.nodes());
    assertEquals(
        Set.of(new Way.Wire("triage", 3), new Way.Wire("topic", 0), new Way.Wire("code", 0)),
        way.exits());
    assertEquals(Optional.of("opus"), way.end());
  }

  @Test
  void graphWithErrorsIsNotSimulated() {
    Problem problem = Problem.error("any", "nodes.cap", "It is wrong.", "");
    session.apply(new Document("a.yaml", "", RoutingGraph.empty("A"), List.of(problem)));
    session.simulate("Hello", Map.of());
    assertEquals(
        "The graph has errors, see Problems.",
        assertInstanceOf(Simulation.Failed.class, session.simulationProperty().get()).message());
  }

  @Test
  void troubleOfTheDeciderIsTold() {
    Surroundings failing =
        Surroundings.of(
            List.of(),
            Optional.of((graph, prompt, metadata, model) -> {
              throw new IllegalStateException("no way");
            }));
    var other = new Session(Desk.document(), failing, Background.direct());
    other.simulate("Hello", Map.of());
    assertEquals(
        "no way",
        assertInstanceOf(Simulation.Failed.class, other.simulationProperty().get()).message());
  }

  @Test
  void undoGoesBackAndRedoForth() {
    Document before = session.document();
    Document after = new Document("a.yaml", "", before.graph().withName("Other"), List.of());
    session.apply(after);
    session.undo();
    assertEquals(before, session.document());
    session.redo();
    assertEquals(after, session.document());
    session.redo();
    assertEquals(after, session.document());
  }

  @Test
  void selectionEndsWithItsNode() {
    session.select("cap");
    assertEquals(Optional.of("cap"), session.selectionProperty().get());
    session.apply(new Document("a.yaml", "", RoutingGraph.empty("A"), List.of()));
    assertEquals(Optional.empty(), session.selectionProperty().get());
  }

  @Test
  void whatTheGraphDoesNotHaveIsNotSelected() {
    session.select("nobody");
    assertEquals(Optional.empty(), session.selectionProperty().get());
  }

  @Test
  void editForgetsTheWay() {
    session.simulate("Hello", Map.of());
    session.apply(new Document("a.yaml", "", RoutingGraph.empty("A"), List.of()));
    assertInstanceOf(Simulation.Idle.class, session.simulationProperty().get());
  }

  @Test
  void textOfNodeIsItsLines() {
    assertEquals(
        "triage:\n  kind: rules\n  name: Triage\n\n  otherwise: topic",
        session.document().textOf("triage"));
    assertEquals(
        "opus: { provider: anthropic, model: claude-opus-4-5 }", session.document().textOf("opus"));
    assertEquals("", session.document().textOf("nobody"));
  }
}
