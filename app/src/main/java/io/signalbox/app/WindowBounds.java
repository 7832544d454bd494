package io.signalbox.app;

import io.signalbox.app.state.PersistedState;
import io.signalbox.engine.workspace.WorkbenchState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Where the window is and how large. Immutable.
///
/// @param place its corner; empty: where the system puts it
/// @param width of its content
/// @param height of its content
record WindowBounds(Optional<Corner> place, double width, double height, boolean maximised) {
  private static final double USUAL_WIDTH = 1600;
  private static final double USUAL_HEIGHT = 1000;
  private static final double LEAST_WIDTH = 1024;
  private static final double LEAST_HEIGHT = 640;

  /// What the system puts around a window, above all its title.
  private static final double DECORATION = 48;

  /// The upper left corner of a window.
  record Corner(double x, double y) {
    /// The screen that shows most of a window here; a screen may have been unplugged since.
    Optional<Rectangle2D> screen(double width, double height, List<Rectangle2D> screens) {
      return screens.stream()
          .filter(screen -> screen.intersects(x, y, width, height))
          .max(Comparator.comparingDouble(screen -> common(screen, width, height)));
    }

    private double common(Rectangle2D screen, double width, double height) {
      double across = Math.min(x + width, screen.getMaxX()) - Math.max(x, screen.getMinX());
      double down = Math.min(y + height, screen.getMaxY()) - Math.max(y, screen.getMinY());
      return across * down;
    }

    /// The nearest corner from which the whole window is on a screen, which may be smaller now.
    Corner within(Rectangle2D screen, double width, double height) {
      return new Corner(
          between(x, screen.getMinX(), screen.getMaxX() - width),
          between(y, screen.getMinY(), screen.getMaxY() - height - DECORATION));
    }

    private static double between(double wanted, double low, double high) {
      return Math.max(low, Math.min(wanted, high));
    }
  }

  /// As they were last time, on the screen that there is now.
  ///
  /// @param wanted counts more than last time
  static WindowBounds of(PersistedState memory, Optional<Arguments.Size> wanted) {
    return of(
        memory.state(),
        wanted,
        Screen.getPrimary().getVisualBounds(),
        Screen.getScreens().stream().map(Screen::getVisualBounds).toList());
  }

  /// @param primary the screen for a window that has no place yet
  /// @param screens all of them
  static WindowBounds of(
      WorkbenchState state,
      Optional<Arguments.Size> wanted,
      Rectangle2D primary,
      List<Rectangle2D> screens) {
    double width = state.number("window.width").orElse(USUAL_WIDTH);
    double height = state.number("window.height").orElse(USUAL_HEIGHT);
    Optional<Corner> kept =
        state.number("window.x").flatMap(x -> state.number("window.y").map(y -> new Corner(x, y)));
    Optional<Rectangle2D> there = kept.flatMap(each -> each.screen(width, height, screens));
    Rectangle2D screen = there.filter(each -> wanted.isEmpty()).orElse(primary);
    if (wanted.isPresent()) {
      return new WindowBounds(
          Optional.empty(),
          Math.min(wanted.get().width(), screen.getWidth()),
          Math.min(wanted.get().height(), screen.getHeight()),
          false);
    }
    double fitWidth = fit(width, LEAST_WIDTH, screen.getWidth());
    double fitHeight = fit(height, LEAST_HEIGHT, screen.getHeight() - DECORATION);
    // A window of the usual size that the screen has no room for takes all of it.
    boolean small = fitWidth < width || fitHeight < height;
    Optional<Corner> corner =
        there.flatMap(each -> kept.map(at -> at.within(each, fitWidth, fitHeight)));
    return new WindowBounds(
        corner, fitWidth, fitHeight, state.flag("window.maximised").orElse(small));
  }

  private static double fit(double wanted, double least, double most) {
    return Math.min(Math.max(wanted, least), Math.max(most, 1));
  }

  /// Puts a window there. It cannot be made so small that its panes have no room, unless the screen
  /// is.
  void place(Stage stage) {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    stage.setMinWidth(Math.min(LEAST_WIDTH, screen.getWidth()));
    stage.setMinHeight(Math.min(LEAST_HEIGHT, screen.getHeight()));
    place.ifPresent(corner -> {
      stage.setX(corner.x());
      stage.setY(corner.y());
    });
    stage.setMaximized(maximised);
  }

  /// Remembers where a window goes from now on.
  void follow(Stage stage, PersistedState memory) {
    stage.maximizedProperty().addListener((o, before, now) -> memory.put("window.maximised", now));
    stage.xProperty().addListener((o, before, now) -> keep(stage, memory, "window.x", now));
    stage.yProperty().addListener((o, before, now) -> keep(stage, memory, "window.y", now));
    stage
        .getScene()
        .widthProperty()
        .addListener((o, before, now) -> keep(stage, memory, "window.width", now));
    stage
        .getScene()
        .heightProperty()
        .addListener((o, before, now) -> keep(stage, memory, "window.height", now));
  }

  private static void keep(Stage stage, PersistedState memory, String name, Number value) {
    if (!stage.isMaximized() && !stage.isIconified() && !Double.isNaN(value.doubleValue())) {
      memory.put(name, Math.rint(value.doubleValue()));
    }
  }
}
