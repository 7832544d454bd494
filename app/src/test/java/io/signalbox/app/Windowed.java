package io.signalbox.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.robot.BaseRobot;
import org.testfx.util.WaitForAsyncUtils;

/// A test of a window, with a robot that types as fast as the window reads. TestFX's own robot
/// rests for 50 ms after each key, in which nothing happens.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Windowed.QuickRobot.class)
public @interface Windowed {
  /// Waits for the window after each word, line or chord.
  final class QuickRobot extends ApplicationExtension {
    @Override
    public FxRobot write(String text) {
      for (String part : text.split("(?<=[\t\n])")) {
        Scene scene = focused().getScene();
        BaseRobot keys = robotContext().getBaseRobot();
        part.chars()
            .forEach(letter -> keys.typeKeyboard(scene, code(letter), Character.toString(letter)));
        WaitForAsyncUtils.waitForFxEvents();
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
      WaitForAsyncUtils.waitForFxEvents();
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
}
