package io.signalbox.app.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.QuickRobot;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.canvas.CanvasSurface;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.engine.graph.About;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A graph of two hundred nodes, for which pictures stand in while it is moved.
@Windowed
final class LargeGraphTest {
  private static final int NODES = 200;

  private final Session session =
      new Session(Document.of("large.yaml", text()), Desk.installation(), Background.direct());

  private static String text() {
    var text = new StringBuilder("signalbox: 1\nname: Large\nstart: n0\nmodels:\n");
    text.append("  m: { provider: openai, model: gpt-5.1, at: [4000, 0] }\nnodes:\n");
    for (int i = 0; i < NODES; i++) {
      text.append(
          "  n%d: { kind: fallback, name: Step %d, to: [ %s, m ], at: [%d, %d] }\n"
              .formatted(i, i, i % 20 == 19 ? "m" : "n" + (i + 1), i % 20 * 200, i / 20 * 120));
    }
    return text.toString();
  }

  private CanvasSurface surface = new CanvasSurface();

  @Start
  void start(Stage stage) {
    stage.setScene(new Scene(new Workbench(session, "light", 980).root(), 980, 900));
    session.views().toolsProperty().set(false);
    session.views().inspectorProperty().set(false);
    stage.show();
  }

  @BeforeEach
  void lookClosely(FxRobot robot) throws TimeoutException {
    surface = robot.lookup(".canvas-surface").queryAs(CanvasSurface.class);
    robot.interact(() -> {
      surface.zoomToOwnSize();
      surface.centreOn(1060, 500);
    });
    QuickRobot.until(surface::isPainted);
  }

  @Test
  void snapshotsLookLikeContent(FxRobot robot) throws TimeoutException {
    Image pictured = whilePictured(robot);
    QuickRobot.until(() -> !surface.isPictured());
    assertEquals(0, differences(pictured, image(robot)));
  }

  @Test
  void cardsPannedIntoViewAreShownAtRest(FxRobot robot) throws TimeoutException {
    whilePictured(robot);
    robot.interact(() -> surface.panBy(-3000, -400));
    QuickRobot.until(() -> !surface.isPictured());
    assertTrue(surface.visible().contains(surface.content().getMaxX() - 20, 100) || shows(robot));
  }

  @Test
  void cardIsDraggedAboveSnapshots(FxRobot robot) throws TimeoutException {
    robot.drag(head(robot), MouseButton.PRIMARY).moveBy(30, 20).moveBy(30, 20);
    QuickRobot.until(() -> surface.isPictured());
    assertEquals(1, surface.raised().lookupAll(".card-face").size());
    robot.moveBy(20, 40).drop();
    assertTrue(surface.raised().lookupAll(".card-face").isEmpty());
    QuickRobot.until(() -> !surface.isPictured());
    var at = session.editor().document().graph().node("n85").flatMap(node -> node.about().at());
    assertEquals(new About.CanvasPoint(1080, 560), at.orElseThrow());
    assertTrue(robot.lookup(".card-face").queryAll().stream().anyMatch(each -> each.isVisible()));
  }

  @Test
  void cardDroppedAtOriginIsShownAgain(FxRobot robot) throws TimeoutException {
    String before = session.editor().document().text();
    robot.drag(head(robot), MouseButton.PRIMARY).moveBy(30, 20).moveBy(-30, -20);
    QuickRobot.until(() -> surface.isPictured());
    robot.drop();
    QuickRobot.until(() -> !surface.isPictured());
    assertEquals(before, session.editor().document().text());
    assertTrue(surface.raised().lookupAll(".card-face").isEmpty());
  }

  @Test
  void otherButtonCancelsDrag(FxRobot robot) throws TimeoutException {
    String before = session.editor().document().text();
    robot.drag(head(robot), MouseButton.PRIMARY).moveBy(30, 20).moveBy(30, 20);
    QuickRobot.until(() -> surface.isPictured());
    robot.press(MouseButton.SECONDARY).release(MouseButton.SECONDARY);
    robot.release(MouseButton.PRIMARY);
    QuickRobot.until(() -> !surface.isPictured());
    assertTrue(surface.raised().lookupAll(".card-face").isEmpty());
    assertEquals(before, session.editor().document().text());
  }

  private static boolean shows(FxRobot robot) {
    return robot.lookup(".card-face").queryAll().stream().anyMatch(each -> each.isVisible());
  }

  private Point2D head(FxRobot robot) {
    Point2D at = surface.fromCanvas(1000 + 60, 480 + 10);
    Bounds box = robot.bounds(surface).query();
    return new Point2D(box.getMinX() + at.getX(), box.getMinY() + at.getY());
  }

  /// Scrolls and photographs the pictures before the view can come to rest, however slow the
  /// machine is.
  private Image whilePictured(FxRobot robot) {
    var pictured = new boolean[1];
    var shot = new WritableImage[1];
    robot.interact(() -> {
      surface.scrollBy(0, -40);
      pictured[0] = surface.isPictured();
      shot[0] = surface.snapshot(null, null);
    });
    assertTrue(pictured[0]);
    return shot[0];
  }

  private Image image(FxRobot robot) {
    var shot = new WritableImage[1];
    robot.interact(() -> shot[0] = surface.snapshot(null, null));
    return shot[0];
  }

  private static int differences(Image one, Image other) {
    int different = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        int a = one.getPixelReader().getArgb(x, y);
        int b = other.getPixelReader().getArgb(x, y);
        different += near(a, b, 0) && near(a, b, 8) && near(a, b, 16) ? 0 : 1;
      }
    }
    return different;
  }

  /// What is drawn over what is not quite opaque is rounded twice.
  private static boolean near(int a, int b, int shift) {
    return Math.abs((a >> shift & 255) - (b >> shift & 255)) <= 10;
  }
}
