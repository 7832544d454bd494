package io.signalbox.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.document.RoutePath;
import io.signalbox.app.document.Selection;
import io.signalbox.app.fx.Background;
import io.signalbox.app.tryout.Simulation;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The session without a window.
final class SessionTest {
  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());

  @Test
  void simulationFindsPath() {
    session.simulator().simulate("Why is this SQL slow?", Map.of());
    RoutePath way =
        assertInstanceOf(Simulation.Done.class, session.simulator().resultProperty().get()).way();
    assertEquals(Set.of("triage", "topic", "code", "opus"), way.nodes());
    assertEquals(
        Set.of(
            new RoutePath.NodeExit("triage", 3),
            new RoutePath.NodeExit("topic", 0),
            new RoutePath.NodeExit("code", 0)),
        way.exits());
    assertEquals(Optional.of("opus"), way.end());
  }

  @Test
  void graphWithErrorsIsNotSimulated() {
    session.editor().edit("Remove Cap", new GraphEdit.Remove("cap"));
    session.simulator().simulate("Hello", Map.of());
    assertEquals(
        "The graph has errors. Fix those listed in Problems.",
        assertInstanceOf(Simulation.Failed.class, session.simulator().resultProperty().get())
            .message());
  }

  @Test
  void engineErrorIsShown() {
    var failing =
        Installation.of(
            List.of(),
            Desk.engine(request -> {
              throw new IllegalStateException("no way");
            }));
    var other = new Session(Desk.document(), failing, Background.direct());
    other.simulator().simulate("Hello", Map.of());
    assertEquals(
        "no way",
        assertInstanceOf(Simulation.Failed.class, other.simulator().resultProperty().get())
            .message());
  }

  @Test
  void undoesAndRedoes() {
    String before = session.editor().document().text();
    session.editor().edit("Rename the graph", new GraphEdit.SetName("Other"));
    String after = session.editor().document().text();
    assertEquals("Rename the graph", session.editor().undoingProperty().get());
    session.editor().undo();
    assertEquals(before, session.editor().document().text());
    assertEquals("Support desk", session.editor().document().graph().name());
    assertEquals("Rename the graph", session.editor().redoingProperty().get());
    session.editor().redo();
    assertEquals(after, session.editor().document().text());
    session.editor().redo();
    assertEquals(after, session.editor().document().text());
  }

  @Test
  void typingIsOneUndoStep() {
    String before = session.editor().document().text();
    session.editor().editOn("Name the graph", new GraphEdit.SetName("O"));
    session.editor().editOn("Name the graph", new GraphEdit.SetName("Ot"));
    session.editor().editOn("Name the graph", new GraphEdit.SetName("Oth"));
    session.editor().undo();
    assertEquals(before, session.editor().document().text());
    session.editor().redo();
    assertEquals("Oth", session.editor().document().graph().name());
  }

  @Test
  void brokenTextKeepsGraphReadOnly() {
    String text = session.editor().document().text();
    session.editor().type("Type", text.replace("kind: rules", "kind: [rules"), false);
    assertEquals(
        Desk.graph().nodes().keySet(), session.editor().document().graph().nodes().keySet());
    assertFalse(session.editor().document().valid());
    assertFalse(session.editor().edit("Rename the graph", new GraphEdit.SetName("Other")));
    assertTrue(
        session.notices().noticeProperty().get().orElseThrow().words().contains("Fix it first"));
    session.editor().undo();
    assertEquals(text, session.editor().document().text());
    assertTrue(session.editor().document().valid());
  }

  @Test
  void fileIsModifiedUntilTextIsRestored() {
    OpenFile file = session.editor().currentProperty().get().orElseThrow();
    session.editor().edit("Rename the graph", new GraphEdit.SetName("Other"));
    assertTrue(file.changedProperty().get());
    session.editor().undo();
    assertFalse(file.changedProperty().get());
  }

  @Test
  void eachOpenGraphHasItsOwnUndoAndSelection() {
    session.editor().edit("Rename the graph", new GraphEdit.SetName("First"));
    session.editor().select("cap");
    OpenFile first = session.editor().currentProperty().get().orElseThrow();
    session.editor().open(Document.of("other.yaml", Desk.document().text()));
    assertEquals("", session.editor().undoingProperty().get());
    assertEquals(Selection.NONE, session.editor().selection());
    session.editor().show(first);
    assertEquals("Rename the graph", session.editor().undoingProperty().get());
    assertEquals(Optional.of("cap"), session.editor().selection().only());
    session.editor().close(first);
    assertEquals("other.yaml", session.editor().document().file());
  }

  @Test
  void selectionIsClearedWithItsNode() {
    session.editor().select("cap");
    assertEquals(Optional.of("cap"), session.editor().selection().only());
    session.editor().edit("Remove Cap", new GraphEdit.Remove("cap"));
    assertEquals(Selection.NONE, session.editor().selection());
  }

  @Test
  void unknownIdIsNotSelected() {
    session.editor().select("nobody");
    assertEquals(Selection.NONE, session.editor().selection());
  }

  @Test
  void pathIsSimulatedAgainAfterEditAndClearedOnErrors() {
    session.simulator().simulate("Hello", Map.of());
    session.editor().edit("Rename the graph", new GraphEdit.SetName("Other"));
    assertInstanceOf(Simulation.Done.class, session.simulator().resultProperty().get());
    session.editor().edit("Remove Cap", new GraphEdit.Remove("cap"));
    assertInstanceOf(Simulation.Idle.class, session.simulator().resultProperty().get());
  }

  @Test
  void textOfNodeHasItsLines() {
    assertTrue(session.editor().document().textOf("triage").startsWith("triage:\n  kind: rules\n"));
    assertEquals(
        "opus: { provider: anthropic, model: claude-opus-4-5 }",
        session.editor().document().textOf("opus"));
    assertEquals("", session.editor().document().textOf("nobody"));
  }
}
