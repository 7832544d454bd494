package io.signalbox.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.fx.Background;
import io.signalbox.engine.graph.GraphEdit;
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
    session.edit("Remove Cap", new GraphEdit.Remove("cap"));
    session.simulate("Hello", Map.of());
    assertEquals(
        "The graph has errors, see Problems.",
        assertInstanceOf(Simulation.Failed.class, session.simulationProperty().get()).message());
  }

  @Test
  void troubleOfTheEngineIsTold() {
    var failing =
        Surroundings.of(
            List.of(),
            Desk.engine(request -> {
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
    String before = session.document().text();
    session.edit("Rename the graph", new GraphEdit.SetName("Other"));
    String after = session.document().text();
    assertEquals("Rename the graph", session.undoingProperty().get());
    session.undo();
    assertEquals(before, session.document().text());
    assertEquals("Support desk", session.document().graph().name());
    assertEquals("Rename the graph", session.redoingProperty().get());
    session.redo();
    assertEquals(after, session.document().text());
    session.redo();
    assertEquals(after, session.document().text());
  }

  @Test
  void lettersOfOneWordAreUndoneTogether() {
    String before = session.document().text();
    session.editOn("Name the graph", new GraphEdit.SetName("O"));
    session.editOn("Name the graph", new GraphEdit.SetName("Ot"));
    session.editOn("Name the graph", new GraphEdit.SetName("Oth"));
    session.undo();
    assertEquals(before, session.document().text());
    session.redo();
    assertEquals("Oth", session.document().graph().name());
  }

  @Test
  void brokenTextKeepsTheGraphAndIsNotEdited() {
    String text = session.document().text();
    session.type("Type", text.replace("kind: rules", "kind: [rules"), false);
    assertEquals(Desk.graph().nodes().keySet(), session.document().graph().nodes().keySet());
    assertFalse(session.document().valid());
    assertFalse(session.edit("Rename the graph", new GraphEdit.SetName("Other")));
    assertTrue(session.noticeProperty().get().orElseThrow().words().contains("mended first"));
    session.undo();
    assertEquals(text, session.document().text());
    assertTrue(session.document().valid());
  }

  @Test
  void fileIsChangedUntilItIsAsItWas() {
    OpenFile file = session.currentProperty().get().orElseThrow();
    session.edit("Rename the graph", new GraphEdit.SetName("Other"));
    assertTrue(file.changedProperty().get());
    session.undo();
    assertFalse(file.changedProperty().get());
  }

  @Test
  void eachOpenGraphHasItsOwnUndoAndSelection() {
    session.edit("Rename the graph", new GraphEdit.SetName("First"));
    session.select("cap");
    OpenFile first = session.currentProperty().get().orElseThrow();
    session.open(Document.of("other.yaml", Desk.document().text()));
    assertEquals("", session.undoingProperty().get());
    assertEquals(Selection.NONE, session.selection());
    session.show(first);
    assertEquals("Rename the graph", session.undoingProperty().get());
    assertEquals(Optional.of("cap"), session.selection().only());
    session.close(first);
    assertEquals("other.yaml", session.document().file());
  }

  @Test
  void selectionEndsWithItsNode() {
    session.select("cap");
    assertEquals(Optional.of("cap"), session.selection().only());
    session.edit("Remove Cap", new GraphEdit.Remove("cap"));
    assertEquals(Selection.NONE, session.selection());
  }

  @Test
  void whatTheGraphDoesNotHaveIsNotSelected() {
    session.select("nobody");
    assertEquals(Selection.NONE, session.selection());
  }

  @Test
  void wayIsWorkedOutAnewAfterAnEditAndForgottenWithErrors() {
    session.simulate("Hello", Map.of());
    session.edit("Rename the graph", new GraphEdit.SetName("Other"));
    assertInstanceOf(Simulation.Done.class, session.simulationProperty().get());
    session.edit("Remove Cap", new GraphEdit.Remove("cap"));
    assertInstanceOf(Simulation.Idle.class, session.simulationProperty().get());
  }

  @Test
  void textOfNodeIsItsLines() {
    assertTrue(session.document().textOf("triage").startsWith("triage:\n  kind: rules\n"));
    assertEquals(
        "opus: { provider: anthropic, model: claude-opus-4-5 }", session.document().textOf("opus"));
    assertEquals("", session.document().textOf("nobody"));
  }
}
