package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.QuickRobot;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.PaneCycle;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.kit.canvas.Minimap;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.PageId;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.workspace.GraphText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The window of a small screen in the hands of somebody who works with it: keys, panes, room.
@Windowed
final class HandsTest {
  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());
  private Workbench bench;

  @Start
  void start(Stage stage) {
    bench = new Workbench(session, FileDialogs.NONE, "light", 1280);
    stage.setScene(new Scene(bench.root(), 1280, 800));
    stage.show();
  }

  private Node owner() {
    return bench.root().getScene().getFocusOwner();
  }

  private static Optional<Node> pane(Node of) {
    for (Node each = of; each != null; each = each.getParent()) {
      if (each.getStyleClass().contains(PaneCycle.PANE)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  @Test
  void f6GoesThroughAllPanesAndBack(FxRobot robot) {
    robot.interact(() -> bench.root().requestFocus());
    var seen = new LinkedHashSet<Node>();
    for (int i = 0; i < 8; i++) {
      robot.push(KeyCode.F6);
      QuickRobot.settle();
      seen.add(pane(owner()).orElseThrow(() -> new AssertionError("in no pane: " + owner())));
    }
    assertTrue(seen.size() >= 5, seen.toString());
    Node before = owner();
    robot.push(KeyCode.F6);
    robot.push(KeyCode.SHIFT, KeyCode.F6);
    QuickRobot.settle();
    assertEquals(before, owner(), "what had the focus there has it again");
  }

  @Test
  void shortcutIsChangedAndOutlivesTheWindow(FxRobot robot) {
    robot.interact(() -> session.views().show(PageId.SETTINGS));
    QuickRobot.settle();
    choose(robot, "keys-view.toggle-explorer", KeyCode.F9);
    robot.interact(() -> session.views().show(PageId.GRAPH));
    boolean open = session.views().explorerProperty().get();
    robot.push(KeyCode.F9);
    assertEquals(!open, session.views().explorerProperty().get());
    assertEquals(
        List.of("view.toggle-explorer=F9"), session.persistedState().state().list("shortcuts"));
    robot.interact(() -> session.preferences().shortcuts().resetAll());
    robot.push(KeyCode.F9);
    assertEquals(!open, session.views().explorerProperty().get(), "it does nothing any more");
  }

  private static void choose(FxRobot robot, String button, KeyCode key) {
    robot.interact(() -> {
      ((TextField) robot.lookup("#shortcut-search").query()).setText("explorer");
    });
    QuickRobot.settle();
    Labeled keys = (Labeled) robot.lookup(node -> button.equals(node.getId())).query();
    robot.interact(() -> ((Button) keys).fire());
    robot.interact(keys::requestFocus);
    robot.push(key);
    QuickRobot.settle();
  }

  @Test
  void keysThatAreTakenAreNotGivenTwice(FxRobot robot) {
    robot.interact(() -> session.views().show(PageId.SETTINGS));
    QuickRobot.settle();
    choose(robot, "keys-view.toggle-explorer", KeyCode.F6);
    assertEquals(Map.of(), session.preferences().shortcuts().chosenProperty().get());
    robot.lookup("“Go to next pane” has these keys. Choose others for it first.").query();
  }

  @Test
  void menuHasHelpAndEachAction(FxRobot robot) {
    MenuButton menu = robot.lookup("#menu").queryAs(MenuButton.class);
    List<String> groups = menu.getItems().stream().map(each -> each.getText()).toList();
    assertTrue(groups.contains("Help"), groups.toString());
    long items = menu.getItems().stream().mapToLong(each -> ((Menu) each).getItems().size()).sum();
    assertEquals(bench.actions().size(), items);
  }

  @Test
  void graphIsShownBesideTheMinimap(FxRobot robot) {
    QuickRobot.settle();
    Node map = robot.lookup(node -> node instanceof Minimap).query();
    Bounds covered = map.localToScene(map.getLayoutBounds());
    for (Node card : robot.lookup(node -> node instanceof Card).queryAll()) {
      Bounds at = card.localToScene(card.getLayoutBounds());
      assertFalse(at.intersects(covered), ((Card) card).face().id() + " is below the minimap");
    }
  }

  @Test
  void sidePanesMakeRoomForTheText(FxRobot robot) {
    robot.interact(() -> {
      session.views().explorerProperty().set(true);
      session.views().inspectorProperty().set(true);
    });
    QuickRobot.settle();
    robot.interact(() -> session.views().textProperty().set(true));
    QuickRobot.settle();
    assertFalse(session.views().explorerProperty().get());
    double canvas = robot.lookup(".graph-canvas").query().getLayoutBounds().getWidth();
    assertTrue(canvas >= 500, "the canvas has " + canvas);
    robot.interact(() -> session.views().textProperty().set(false));
    assertTrue(session.views().explorerProperty().get(), "it comes back");
  }

  @Test
  void longNamesLeaveWhatStandsBeside(FxRobot robot) {
    String name = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen ".repeat(2).strip();
    robot.interact(() -> {
      session.editor().open(Document.of("long.yaml", GraphText.write(named(name))));
      session.views().explorerProperty().set(true);
    });
    QuickRobot.settle();
    Node explorer = robot.lookup(".explorer").query();
    Bounds pane = explorer.localToScene(explorer.getLayoutBounds());
    int rows = 0;
    for (Node row : robot.from(explorer).lookup(".explorer-row").queryAll()) {
      for (Node part : ((Parent) row).getChildrenUnmodifiable()) {
        Bounds at = part.localToScene(part.getLayoutBounds());
        assertTrue(at.getMaxX() <= pane.getMaxX() + 1, part + " ends beyond the pane");
      }
      rows++;
    }
    assertTrue(rows > 10);
  }

  private static RoutingGraph named(String name) {
    var graph = Desk.graph();
    var models = new LinkedHashMap<>(graph.models());
    models.computeIfPresent("opus", (id, model) -> model.withAbout(About.named(name)));
    return graph.withModels(models).withName(name);
  }

  @Test
  void whatIsTidiedStaysWhereItIs(FxRobot robot) {
    robot.interact(() -> fire("canvas.tidy"));
    QuickRobot.settle();
    Map<String, Point2D> before = places(robot);
    robot.interact(() ->
        session.editor().edit("Connect", new GraphEdit.Connect("cap", QuotaNode.OVER, "gpt")));
    QuickRobot.settle();
    assertEquals(before, places(robot));
  }

  private static Map<String, Point2D> places(FxRobot robot) {
    var places = new HashMap<String, Point2D>();
    for (Node card : robot.lookup(node -> node instanceof Card).queryAll()) {
      places.put(((Card) card).face().id(), new Point2D(card.getLayoutX(), card.getLayoutY()));
    }
    return places;
  }

  private void fire(String id) {
    bench.actions().stream()
        .filter(action -> action.id().equals(id))
        .findFirst()
        .orElseThrow()
        .fire();
  }

  @Test
  void helpIsInsideTheProgram(FxRobot robot) {
    robot.push(KeyCode.F1);
    QuickRobot.settle();
    assertEquals(PageId.HELP, session.views().placeProperty().get());
    robot.interact(() -> fire("help.about"));
    robot.lookup("#about").query();
  }
}
