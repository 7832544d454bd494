package io.signalbox.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.robot.BaseRobot;
import org.testfx.robot.ClickRobot;
import org.testfx.robot.DragRobot;
import org.testfx.robot.Motion;
import org.testfx.robot.MouseRobot;
import org.testfx.robot.MoveRobot;
import org.testfx.robot.impl.ClickRobotImpl;
import org.testfx.robot.impl.DragRobotImpl;
import org.testfx.robot.impl.MouseRobotImpl;
import org.testfx.robot.impl.MoveRobotImpl;
import org.testfx.service.query.PointQuery;
import org.testfx.util.WaitForAsyncUtils;

/// Waits after each gesture, word, line or chord until the window has done what they asked for.
/// TestFX's own robot rests for 50 ms after each button, key and movement instead, in which nothing
/// happens.
public final class QuickRobot extends ApplicationExtension {
  private static final long WAIT = 600_000; // milliseconds; the machine may be busy

  static {
    FxToolkit.toolkitContext().setLaunchTimeoutInMillis(WAIT);
    FxToolkit.toolkitContext().setSetupTimeoutInMillis(WAIT);
  }

  private final MouseRobot mouse = new QuickMouse(robotContext().getBaseRobot());
  private final MoveRobot moves =
      new MoveRobotImpl(robotContext().getBaseRobot(), mouse, robotContext().getSleepRobot());
  private final ClickRobot clicks =
      new ClickRobotImpl(mouse, moves, robotContext().getSleepRobot());
  private final DragRobot drags = new DragRobotImpl(mouse, moves);

  /// Waits until the window has handled what was asked of it, has laid out what changed by it, and
  /// has handled what the layout asked for.
  public static void settle() {
    WaitForAsyncUtils.waitForAsyncFx(WAIT, QuickRobot::layOut);
    WaitForAsyncUtils.waitForAsyncFx(WAIT, QuickRobot::layOut);
    WaitForAsyncUtils.waitForAsyncFx(WAIT, () -> {});
  }

  /// Waits until something holds, and then until the window has followed.
  public static void until(Callable<Boolean> held) {
    try {
      WaitForAsyncUtils.waitFor(WAIT, TimeUnit.MILLISECONDS, held);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
    settle();
  }

  /// What moves without end stops only when it leaves its scene, and would keep the window of each
  /// test in memory until then.
  @Override
  public void afterEach(ExtensionContext test) throws Exception {
    interact(QuickRobot::clear);
    super.afterEach(test);
  }

  private static void clear() {
    List.copyOf(Window.getWindows()).stream()
        .filter(Stage.class::isInstance)
        .forEach(each -> each.getScene().setRoot(new Group()));
  }

  private static void layOut() {
    for (Window each : List.copyOf(Window.getWindows())) {
      Parent root = each.getScene().getRoot();
      root.applyCss();
      root.layout();
    }
  }

  private static final class QuickMouse extends MouseRobotImpl {
    QuickMouse(BaseRobot base) {
      super(base);
    }

    @Override
    public void press(MouseButton... buttons) {
      pressNoWait(buttons);
      settle();
    }

    @Override
    public void release(MouseButton... buttons) {
      releaseNoWait(buttons);
      settle();
    }

    @Override
    public void move(Point2D location) {
      moveNoWait(location);
      settle();
    }
  }

  @Override
  public FxRobot press(MouseButton... buttons) {
    mouse.press(buttons);
    return this;
  }

  @Override
  public FxRobot release(MouseButton... buttons) {
    mouse.release(buttons);
    return this;
  }

  @Override
  public FxRobot clickOn(MouseButton... buttons) {
    clicks.clickOn(buttons);
    return this;
  }

  @Override
  public FxRobot clickOn(PointQuery point, Motion motion, MouseButton... buttons) {
    clicks.clickOn(point, motion, buttons);
    return this;
  }

  @Override
  public FxRobot doubleClickOn(MouseButton... buttons) {
    clicks.doubleClickOn(buttons);
    return this;
  }

  @Override
  public FxRobot doubleClickOn(PointQuery point, Motion motion, MouseButton... buttons) {
    clicks.doubleClickOn(point, motion, buttons);
    return this;
  }

  @Override
  public FxRobot drag(MouseButton... buttons) {
    drags.drag(buttons);
    return this;
  }

  @Override
  public FxRobot drag(PointQuery point, MouseButton... buttons) {
    drags.drag(point, buttons);
    return this;
  }

  @Override
  public FxRobot drop() {
    drags.drop();
    return this;
  }

  @Override
  public FxRobot dropTo(PointQuery point) {
    drags.dropTo(point);
    return this;
  }

  @Override
  public FxRobot dropBy(double x, double y) {
    drags.dropBy(x, y);
    return this;
  }

  @Override
  public FxRobot moveTo(PointQuery point, Motion motion) {
    moves.moveTo(point, motion);
    return this;
  }

  @Override
  public FxRobot moveBy(double x, double y, Motion motion) {
    moves.moveBy(x, y, motion);
    return this;
  }

  @Override
  public FxRobot interact(Runnable change) {
    WaitForAsyncUtils.waitForAsyncFx(WAIT, change);
    settle();
    return this;
  }

  @Override
  public <T> FxRobot interact(Callable<T> change) {
    WaitForAsyncUtils.waitForAsyncFx(WAIT, change);
    settle();
    return this;
  }

  @Override
  public FxRobot write(String text) {
    for (String part : text.split("(?<=[\t\n])")) {
      Scene scene = focused().getScene();
      BaseRobot keys = robotContext().getBaseRobot();
      part.chars()
          .forEach(letter -> keys.typeKeyboard(scene, code(letter), Character.toString(letter)));
      settle();
    }
    return this;
  }

  private Window focused() {
    return Window.getWindows().stream()
        .filter(Window::isFocused)
        .findFirst()
        .orElseGet(this::targetWindow);
  }

  private static KeyCode code(int letter) {
    return switch (letter) {
      case '\n' -> KeyCode.ENTER;
      case '\t' -> KeyCode.TAB;
      default -> KeyCode.UNDEFINED;
    };
  }

  @Override
  public FxRobot push(KeyCode... chord) {
    var backwards = new ArrayList<>(List.of(chord));
    Collections.reverse(backwards);
    var keys = robotContext().getKeyboardRobot();
    keys.pressNoWait(chord);
    keys.releaseNoWait(backwards.toArray(KeyCode[]::new));
    settle();
    return this;
  }

  @Override
  public FxRobot type(KeyCode... keys) {
    for (KeyCode key : keys) {
      push(key);
    }
    return this;
  }
}
