package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.fx.Background;
import io.signalbox.app.state.PersistedState;
import io.signalbox.app.state.Views;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.SimpleDoubleProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A narrow window with the text beside the canvas.
final class PaneFoldingTest {
  @TempDir private Path home;

  private Views window(PersistedState memory) {
    var views = new Views();
    var folding =
        new PaneFolding(
            views,
            new SimpleDoubleProperty(1000),
            () -> 340,
            List.of(
                new PaneFolding.Side(views.explorerProperty(), () -> 220),
                new PaneFolding.Side(views.inspectorProperty(), () -> 290)));
    folding.remember("view.explorer", views.explorerProperty(), memory);
    folding.remember("view.inspector", views.inspectorProperty(), memory);
    return views;
  }

  private PersistedState memory() {
    return PersistedState.of(home.resolve("workbench.json"), Background.direct());
  }

  @Test
  void textTakesTheRoomOfThePanesForAsLongAsItIsOpen() {
    Views views = window(memory());
    views.textProperty().set(true);
    assertFalse(views.explorerProperty().get());
    assertFalse(views.inspectorProperty().get());
    views.textProperty().set(false);
    assertTrue(views.explorerProperty().get());
    assertTrue(views.inspectorProperty().get());
  }

  @Test
  void panesFoldedForTheTextAreOpenAfterRestart() {
    window(memory()).textProperty().set(true);
    Views restarted = window(memory());
    assertTrue(restarted.explorerProperty().get());
    assertTrue(restarted.inspectorProperty().get());
  }

  @Test
  void paneThatTheUserClosedStaysClosedAfterRestart() {
    window(memory()).explorerProperty().set(false);
    assertFalse(window(memory()).explorerProperty().get());
  }
}
