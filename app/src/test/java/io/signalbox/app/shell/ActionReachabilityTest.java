package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Action;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.ToolPane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Spinner;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Everything that can be done can be done by keys and through the palette.
@Windowed
final class ActionReachabilityTest {
  @TempDir private static Path home = Path.of("");

  private final Session session =
      new Session(RealDesk.document(), RealDesk.installation(home, 0), Background.direct());
  private final AtomicReference<Workbench> bench = new AtomicReference<>();

  @Start
  void start(Stage stage) {
    bench.set(new Workbench(session, "light", 980));
    stage.setScene(new Scene(bench.get().root(), 980, 900));
    stage.show();
  }

  @Test
  void eachActionIsInPaletteOnce() {
    List<Action> actions = bench.get().actions();
    var ids = new TreeSet<String>();
    actions.forEach(action -> assertTrue(ids.add(action.id()), action.id() + " is there twice"));
    var offered =
        new Finder(session.editor(), session.views(), () -> actions)
            .entries().stream().map(entry -> entry.words()).collect(Collectors.toSet());
    actions.forEach(action -> assertTrue(offered.contains(action.words()), action.id()));
    assertTrue(ids.contains("view.find"), "the palette itself has keys");
    assertTrue(ids.size() > 80, ids.size() + " actions");
  }

  @Test
  void globalShortcutsAreUnique() {
    var keys = new TreeSet<String>();
    bench.get().actions().stream()
        .filter(action -> !action.local() && !action.keys().isEmpty())
        .forEach(action -> assertTrue(keys.add(action.keys()), action.id() + " " + action.keys()));
  }

  @Test
  void eachPageAndPaneHasAction() {
    var ids = bench.get().actions().stream().map(Action::id).collect(Collectors.toSet());
    for (PageId place : PageId.values()) {
      assertTrue(
          ids.contains("go." + place.name().toLowerCase(java.util.Locale.ROOT)), place.words());
    }
    for (ToolPane tool : ToolPane.values()) {
      assertTrue(
          ids.contains("view." + tool.name().toLowerCase(java.util.Locale.ROOT)), tool.words());
    }
  }

  /// Whatever can be clicked can be reached by Tab, or it is an action too.
  @Test
  void eachButtonIsFocusable(FxRobot robot) {
    var words = bench.get().actions().stream().map(Action::words).collect(Collectors.toSet());
    var unreached = new TreeSet<String>();
    for (PageId place : PageId.values()) {
      robot.interact(() -> session.views().show(place));
      for (Node node : below(bench.get().root())) {
        if (node instanceof ButtonBase button
            && node.isVisible()
            && !node.isFocusTraversable()
            && !words.contains(String.valueOf(button.getAccessibleText()))
            && !words.contains(button.getText())) {
          unreached.add(place + ": " + button.getText() + button.getAccessibleText());
        }
      }
    }
    assertEquals(new TreeSet<>(), unreached);
  }

  private static List<Node> below(Parent parent) {
    var all = new ArrayList<Node>();
    for (Node child : parent.getChildrenUnmodifiable()) {
      all.add(child);
      // What controls are made of is theirs.
      if (child instanceof Parent inner
          && !(child instanceof ScrollBar)
          && !(child instanceof Spinner)) {
        all.addAll(below(inner));
      }
    }
    return all;
  }
}
