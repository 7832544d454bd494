package io.signalbox.app.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.Desk;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Undo brings back what was selected, too.
final class UndoSelectionTest {
  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());
  private final Editor editor = session.editor();

  private List<String> selected() {
    return editor.selection().ids();
  }

  @Test
  void removedNodeIsSelectedAgain() {
    editor.select(Selection.of(List.of("cap", "cheap")));
    editor.edit("Remove", new GraphEdit.Several(List.of(new GraphEdit.Remove("cap"))));
    assertEquals(List.of("cheap"), selected());
    editor.select("code");
    editor.undo();
    assertEquals(List.of("cap", "cheap"), selected());
    editor.redo();
    assertEquals(List.of("code"), selected(), "as it was when it was undone");
  }

  @Test
  void lettersOfOneWordAreOneStepBack() {
    editor.select("cap");
    editor.editOn("Rename", new GraphEdit.Rename("cheap", "cheaper"));
    editor.select("code");
    editor.editOn("Rename", new GraphEdit.Rename("cheaper", "cheapest"));
    editor.undo();
    assertEquals(List.of("cap"), selected());
  }
}
