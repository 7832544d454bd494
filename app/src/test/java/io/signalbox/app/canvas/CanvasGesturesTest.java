package io.signalbox.app.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.RoutePath;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kinds.PaletteItem;
import io.signalbox.app.kit.canvas.CanvasSurface;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What the mouse and the keys do on the canvas.
@Windowed
final class CanvasGesturesTest {
  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());

  @Start
  void start(Stage stage) {
    stage.setScene(new Scene(new Workbench(session, "light", 980).root(), 980, 900));
    session.views().toolsProperty().set(false);
    session.views().inspectorProperty().set(false);
    stage.show();
  }

  @Test
  void letterAddsNodeAtPointer(FxRobot robot) {
    robot.clickOn(emptyPlace(robot)).type(KeyCode.F);
    assertTrue(graph().node("fallback").isPresent());
    assertEquals(Optional.of("fallback"), session.editor().selection().only());
    Point2D head = robot.point(card(robot, "fallback")).query();
    assertTrue(head.distance(emptyPlace(robot)) < 120, "near the pointer");
  }

  @Test
  void firstMoveWritesAllPositions(FxRobot robot) {
    var before = robot.bounds(card(robot, "opus")).query();
    robot.clickOn(emptyPlace(robot)).type(KeyCode.X);
    assertTrue(graph().nodes().values().stream().allMatch(node -> node.about().at().isPresent()));
    var after = robot.bounds(card(robot, "opus")).query();
    assertEquals(before.getMinX(), after.getMinX(), 1);
    assertEquals(before.getMinY(), after.getMinY(), 1);
  }

  @Test
  void spaceOpensAddMenu(FxRobot robot) {
    robot.clickOn(emptyPlace(robot)).type(KeyCode.SPACE).write("limit").type(KeyCode.ENTER);
    assertTrue(graph().node("limit").isPresent());
  }

  @Test
  void doubleClickOpensModelChoice(FxRobot robot) {
    robot.doubleClickOn(emptyPlace(robot)).write("claude").type(KeyCode.ENTER);
    assertEquals(
        Optional.of("opus"), session.editor().selection().only(), "is in the graph already");
  }

  @Test
  void wireFromPortToCardConnects(FxRobot robot) {
    robot.drag(port(robot, "topic", 1)).moveTo(card(robot, "opus")).drop();
    assertEquals("opus", exit("topic", 1));
    robot.interact(session.editor()::undo);
    assertEquals("reasoner", exit("topic", 1));
  }

  @Test
  void rejectsConnectionThatClosesCycle(FxRobot robot) {
    robot.drag(port(robot, "cap", 0)).moveTo(card(robot, "triage"));
    assertFalse(may("cap").contains("triage"));
    robot.drop();
    assertEquals("cheap", exit("cap", 0));
  }

  @Test
  void connectionDroppedOnEmptySpaceOpensAddMenu(FxRobot robot) {
    robot.drag(port(robot, "cap", 1)).moveTo(emptyPlace(robot)).drop();
    robot.write("reject").type(KeyCode.ENTER);
    assertEquals("reject", exit("cap", 1));
    assertTrue(graph().node("reject").orElseThrow().about().at().isPresent());
  }

  @Test
  void reconnectsByDraggingEnd(FxRobot robot) {
    Point2D end = end(robot, "home");
    robot.drag(end).moveTo(card(robot, "gpt")).drop();
    assertEquals("gpt", exit("cap", 1));
    robot.drag(end(robot, "chat")).moveTo(emptyPlace(robot)).drop();
    assertEquals(List.of("flash"), ((BalanceNode) graph().node("cheap").orElseThrow()).to());
  }

  @Test
  void wireIsSelectedAndDeleted(FxRobot robot) {
    robot.clickOn(end(robot, "home"));
    assertEquals(
        Optional.of(new RoutePath.NodeExit("cap", 1)), session.editor().selection().wire());
    robot.type(KeyCode.DELETE);
    assertEquals("", exit("cap", 1));
  }

  @Test
  void movedCardSnapsToGrid(FxRobot robot) {
    Point2D head = robot.point(card(robot, "code")).query();
    robot.drag(head).moveTo(head.add(3, 5)).moveTo(emptyPlace(robot)).drop();
    About.CanvasPoint at = graph().node("code").orElseThrow().about().at().orElseThrow();
    assertEquals(0, at.x() % 1);
    assertEquals("Move Code, never down", session.editor().undoingProperty().get());
    robot.interact(session.editor()::undo);
    assertTrue(graph().node("code").orElseThrow().about().at().isEmpty());
  }

  @Test
  void frameSelects(FxRobot robot) {
    var canvas = robot.bounds(robot.lookup(".canvas-surface").<javafx.scene.Node>query()).query();
    robot
        .drag(new Point2D(canvas.getMinX() + 4, canvas.getMaxY() - 4))
        .moveTo(new Point2D(canvas.getMaxX() - 4, canvas.getMinY() + 60))
        .drop();
    assertTrue(
        session.editor().selection().ids().size() > 6,
        session.editor().selection().ids().toString());
  }

  @Test
  void deleteDisconnectsAndReconnectJoins(FxRobot robot) {
    robot.clickOn(card(robot, "topic")).type(KeyCode.DELETE);
    assertEquals("", exit("triage", 3));
    robot.interact(() -> {
      session.editor().undo();
      session.editor().select("topic");
    });
    robot.push(KeyCode.CONTROL, KeyCode.DELETE);
    assertEquals("cap", exit("triage", 3));
  }

  @Test
  void duplicateKeepsOuterWires(FxRobot robot) {
    robot.clickOn(card(robot, "code")).push(KeyCode.CONTROL, KeyCode.D);
    Node copy = graph().node("code-2").orElseThrow();
    assertEquals(List.of("opus", "gpt", "reasoner"), ((FallbackNode) copy).to());
    assertEquals(Optional.of("code-2"), session.editor().selection().only());
  }

  @Test
  void copyPutsYamlOnClipboard(FxRobot robot) {
    robot.clickOn(card(robot, "cheap")).push(KeyCode.CONTROL, KeyCode.C);
    String text = clipboard(robot);
    assertTrue(text.startsWith("nodes:\n  cheap:"), text);
    robot.clickOn(emptyPlace(robot)).push(KeyCode.CONTROL, KeyCode.V);
    assertTrue(graph().node("cheap-2").isPresent());
  }

  @Test
  void disableAndRename(FxRobot robot) {
    robot.clickOn(card(robot, "cheap")).type(KeyCode.D);
    assertTrue(graph().isDisabled("cheap"));
    robot.type(KeyCode.F2).write("Best price").type(KeyCode.ENTER);
    assertEquals("Best price", graph().node("cheap").orElseThrow().title());
  }

  @Test
  void tidyWritesDownWhereEverythingIs(FxRobot robot) {
    robot.clickOn(emptyPlace(robot)).type(KeyCode.X);
    robot.clickOn(".tidy");
    robot.interact(session.editor()::selectNothing);
    robot.clickOn(".tidy");
    assertTrue(graph().nodes().values().stream().allMatch(node -> node.about().at().isPresent()));
  }

  @Test
  void connectsOutputByKeyboard(FxRobot robot) {
    robot.clickOn(card(robot, "triage")).type(KeyCode.DIGIT3);
    Card triage = (Card) card(robot, "triage");
    assertEquals(
        "Rules, Triage, third output, tier is “free”, connected to Free tier cap",
        triage.getAccessibleText());
    robot.type(KeyCode.ENTER).write("gemini").type(KeyCode.ENTER);
    assertEquals("flash", exit("triage", 2));
  }

  @Test
  void paletteItemIsDroppedOnCanvas(FxRobot robot) {
    var canvas = robot.lookup(".canvas-surface").<javafx.scene.Node>query();
    robot.interact(() -> {
      Point2D at = canvas.localToScene(200, 500);
      var carrying = session.carried().palette();
      carrying.carry(new PaletteItem.NewNode(NodeKind.SPLIT), at.getX() - 300, at.getY());
      carrying.carry(new PaletteItem.NewNode(NodeKind.SPLIT), at.getX(), at.getY());
      assertTrue(robot.lookup(".ghost").tryQuery().isPresent());
      carrying.drop();
    });
    assertTrue(graph().node("split").isPresent());
    assertTrue(robot.lookup(".ghost").tryQuery().isEmpty());
  }

  @Test
  void frameMovesItsContents(FxRobot robot) {
    robot.clickOn(card(robot, "cheap")).push(KeyCode.CONTROL, KeyCode.G);
    assertEquals(Optional.of("Group"), graph().frames().getFirst().name());
    var before = graph().frames().getFirst().at();
    Card cheap = (Card) card(robot, "cheap");
    robot.drag(cheap.localToScreen(40, -30)).moveTo(cheap.localToScreen(40, 90)).drop();
    assertTrue(graph().frames().getFirst().at().y() > before.y() + 60);
    assertTrue(graph().node("cheap").orElseThrow().about().at().isPresent());
    assertEquals("Move frame", session.editor().undoingProperty().get());
  }

  @Test
  void allAreSelectedAndNudgedAsOneStep(FxRobot robot) {
    robot.clickOn(emptyPlace(robot)).push(KeyCode.CONTROL, KeyCode.A);
    assertEquals(11, session.editor().selection().ids().size());
    robot.push(KeyCode.ALT, KeyCode.RIGHT).push(KeyCode.ALT, KeyCode.RIGHT);
    assertEquals("Move 11 cards", session.editor().undoingProperty().get());
    robot.interact(session.editor()::undo);
    assertTrue(graph().node("cap").orElseThrow().about().at().isEmpty(), "both are one step");
  }

  @Test
  void newNodeDroppedOnConnectionIsInserted(FxRobot robot) {
    Card home = (Card) card(robot, "home");
    Card cap = (Card) card(robot, "cap");
    Point2D middle =
        home.localToScreen(-3, home.face().inY())
            .midpoint(cap.localToScreen(cap.face().width(), cap.face().outY(1)));
    robot.moveTo(middle);
    robot.interact(cap::requestFocus);
    robot.type(KeyCode.L);
    assertEquals("limit", exit("cap", 1));
    assertEquals("home", exit("limit", 0));
  }

  @Test
  void emptyGraphShowsHint(FxRobot robot) {
    robot.interact(() -> session.editor().open(Document.of("new.yaml", "signalbox: 1\n")));
    assertTrue(robot.lookup(".canvas-hint").query().isVisible());
    robot.clickOn(emptyPlace(robot)).type(KeyCode.R);
    assertEquals("rules", graph().start());
    assertFalse(robot.lookup(".canvas-hint").query().isVisible());
  }

  @Test
  void middleButtonPansView(FxRobot robot) {
    var before = robot.bounds(card(robot, "cap")).query();
    Point2D from = emptyPlace(robot);
    robot.moveTo(from).press(MouseButton.MIDDLE).moveTo(from.add(-60, -40));
    robot.release(MouseButton.MIDDLE);
    assertEquals(before.getMinX() - 60, robot.bounds(card(robot, "cap")).query().getMinX(), 2);
  }

  @Test
  void newNoteTakesWhatIsTyped(FxRobot robot) {
    int nodes = graph().nodes().size();
    robot.clickOn(emptyPlace(robot)).push(KeyCode.N).write("So it goes\n");
    assertEquals(nodes, graph().nodes().size());
    assertEquals(Optional.of("So it goes"), graph().frames().getLast().note());
  }

  @Test
  void framesAreReachedAndMovedByKeys(FxRobot robot) {
    robot.clickOn(card(robot, "cheap")).push(KeyCode.CONTROL, KeyCode.G);
    robot.clickOn(emptyPlace(robot)).push(KeyCode.SHIFT, KeyCode.N);
    var before = graph().frames().getFirst().at();
    robot.push(KeyCode.ALT, KeyCode.RIGHT);
    assertTrue(graph().frames().getFirst().at().x() > before.x());
    robot.push(KeyCode.DELETE);
    assertTrue(graph().frames().isEmpty());
  }

  @Test
  void viewScrollsAtEdgeWhileDragging(FxRobot robot) throws java.util.concurrent.TimeoutException {
    var surface = robot.lookup(".canvas-surface").queryAs(CanvasSurface.class);
    double before = surface.visible().getMaxX();
    var box = robot.bounds(surface).query();
    Card cheap = (Card) card(robot, "cheap");
    robot
        .drag(cheap.localToScreen(40, 10))
        .moveTo(new Point2D(box.getMaxX() - 60, box.getMaxY() - 200))
        .moveTo(new Point2D(box.getMaxX() - 4, box.getMaxY() - 200));
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> surface.visible().getMaxX() > before + 200);
    robot.drop();
    assertTrue(graph().node("cheap").orElseThrow().about().at().orElseThrow().x() > before);
  }

  private RoutingGraph graph() {
    return session.editor().document().graph();
  }

  private Set<String> may(String id) {
    return new AcyclicTargets(graph()).from(id);
  }

  private String exit(String id, int exit) {
    return graph().node(id).orElseThrow().exits().get(exit).to();
  }

  private static String clipboard(FxRobot robot) {
    var text = new StringBuilder();
    robot.interact(() -> text.append(Clipboard.getSystemClipboard().getString()));
    return text.toString();
  }

  private static javafx.scene.Node card(FxRobot robot, String id) {
    return robot.lookup(node -> node instanceof Card card && card.face().id().equals(id)).query();
  }

  private static Point2D port(FxRobot robot, String id, int exit) {
    Card card = (Card) card(robot, id);
    return card.localToScreen(card.face().width(), card.face().outY(exit));
  }

  /// Where wires arrive at a card.
  private static Point2D end(FxRobot robot, String id) {
    Card card = (Card) card(robot, id);
    return card.localToScreen(-3, card.face().inY());
  }

  /// The lower left of the canvas, where nothing stands.
  private static Point2D emptyPlace(FxRobot robot) {
    var canvas = robot.bounds(robot.lookup(".canvas-surface").<javafx.scene.Node>query()).query();
    return new Point2D(canvas.getMinX() + 200, canvas.getMaxY() - 120);
  }
}
