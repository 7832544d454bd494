package io.signalbox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.workspace.WorkbenchState;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

/// Where the window comes up.
final class WindowBoundsTest {
  private static final Rectangle2D SMALL = new Rectangle2D(0, 0, 1280, 800);
  private static final Rectangle2D LARGE = new Rectangle2D(1280, 0, 2560, 1440);

  private static WorkbenchState kept(double x, double y, double width, double height) {
    return WorkbenchState.NOTHING
        .with("window.x", x)
        .with("window.y", y)
        .with("window.width", width)
        .with("window.height", height);
  }

  private static WindowBounds bounds(WorkbenchState state, Rectangle2D... screens) {
    return WindowBounds.of(state, Optional.empty(), SMALL, List.of(screens));
  }

  @Test
  void largeWindowOnSecondScreenKeepsItsSize() {
    WindowBounds bounds = bounds(kept(1400, 50, 2000, 1200), SMALL, LARGE);
    assertEquals(2000, bounds.width());
    assertEquals(1200, bounds.height());
    assertEquals(Optional.of(new WindowBounds.Corner(1400, 50)), bounds.place());
    assertFalse(bounds.maximised());
  }

  @Test
  void windowOfScreenThatIsGoneFitsTheOneThatIsLeft() {
    WindowBounds bounds = bounds(kept(1400, 50, 2000, 1200), SMALL);
    assertEquals(1280, bounds.width());
    assertEquals(Optional.empty(), bounds.place());
    assertTrue(bounds.maximised());
  }

  @Test
  void windowThatHangsOverTheEdgeIsPulledIn() {
    WindowBounds bounds = bounds(kept(-8, -8, 1100, 700), SMALL, LARGE);
    assertEquals(Optional.of(new WindowBounds.Corner(0, 0)), bounds.place());
  }

  @Test
  void screenThatShowsMostOfItCounts() {
    WindowBounds bounds = bounds(kept(1200, 0, 1500, 900), SMALL, LARGE);
    assertEquals(Optional.of(new WindowBounds.Corner(1280, 0)), bounds.place());
    assertEquals(1500, bounds.width());
  }
}
