package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.ToolPane;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// What a screen reader hears, and what hands without a mouse reach.
@Windowed
final class ReachTest {
  @TempDir private static Path home;

  private final Session session =
      new Session(RealDesk.document(), RealDesk.installation(home, 0), Background.direct());
  private Workbench bench;

  @Start
  void start(Stage stage) {
    bench = new Workbench(session, "light", 1280);
    stage.setScene(new Scene(bench.root(), 1280, 900));
    stage.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    session.installation().engine().close();
  }

  @Test
  void eachControlThatCanBeFocusedHasName(FxRobot robot) {
    var nameless = new TreeSet<String>();
    for (PageId page : PageId.values()) {
      robot.interact(() -> session.views().show(page));
      QuickRobot.settle();
      collect(bench.root(), page.words(), nameless);
    }
    robot.interact(() -> session.views().textProperty().set(true));
    for (ToolPane tool : ToolPane.values()) {
      robot.interact(() -> session.views().show(tool));
      QuickRobot.settle();
      collect(bench.root(), tool.words(), nameless);
    }
    for (String id :
        session.editor().document().graph().nodes().sequencedKeySet().stream().toList()) {
      robot.interact(() -> session.editor().select(id));
      QuickRobot.settle();
      collect(bench.root(), "Inspector of " + id, nameless);
    }
    robot.interact(() -> session.editor().select("small"));
    QuickRobot.settle();
    collect(bench.root(), "Inspector of a model", nameless);
    assertEquals(new TreeSet<>(), nameless);
  }

  private static void collect(Node part, String where, TreeSet<String> nameless) {
    if (!part.isVisible()) {
      return;
    }
    if (part.isFocusTraversable() && !part.isDisabled() && name(part).isBlank()) {
      String what = part.getId() == null ? String.valueOf(part.getStyleClass()) : part.getId();
      nameless.add(where + ": " + part.getClass().getSimpleName() + " " + what);
    }
    if (part instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, where, nameless));
    }
  }

  /// What a field holds is not its name.
  private static String name(Node part) {
    String own = part.getAccessibleText() == null ? "" : part.getAccessibleText();
    Object label = part.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY);
    String by = label instanceof Labeled labeled ? labeled.getText() : "";
    String prompt = part instanceof TextInputControl field ? field.getPromptText() : "";
    String words = part instanceof Labeled labeled ? labeled.getText() : "";
    return own + by + prompt + words;
  }

  @Test
  void eachActionIsInPaletteAndInMenu() {
    var offered =
        new Finder(session.editor(), session.views(), bench::actions)
            .entries().stream().map(entry -> entry.words()).collect(Collectors.toSet());
    bench.actions().forEach(action -> assertTrue(offered.contains(action.words()), action.id()));
  }

  @Test
  void keysOfActionsCanBeRead() {
    bench.actions().stream()
        .filter(action -> !action.keys().isEmpty())
        .forEach(action ->
            assertTrue(
                !KeyCombination.valueOf(action.keys()).getDisplayText().isEmpty(), action.id()));
  }
}
