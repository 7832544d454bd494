package io.signalbox.app;

import io.signalbox.app.state.PersistedState;
import io.signalbox.engine.workspace.WorkbenchState;
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
  record Corner(double x, double y) {}

  /// As they were last time, on the screen that there is now.
  ///
  /// @param wanted counts more than last time
  static WindowBounds of(PersistedState memory, Optional<Arguments.Size> wanted) {
    WorkbenchState state = memory.state();
    double width = state.number("window.width").orElse(USUAL_WIDTH);
    double height = state.number("window.height").orElse(USUAL_HEIGHT);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
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
        state
            .number("window.x")
            .flatMap(x -> state.number("window.y").map(y -> new Corner(x, y)))
            .flatMap(each -> seen(each, fitWidth, fitHeight));
    return new WindowBounds(
        corner, fitWidth, fitHeight, state.flag("window.maximised").orElse(small));
  }

  private static double fit(double wanted, double least, double most) {
    return Math.min(Math.max(wanted, least), Math.max(most, 1));
  }

  /// A screen may have been unplugged since, or be smaller now: the whole window must be on one.
  private static Optional<Corner> seen(Corner corner, double width, double height) {
    return Screen.getScreensForRectangle(corner.x(), corner.y(), width, height).stream()
        .findFirst()
        .map(Screen::getVisualBounds)
        .map(screen ->
            new Corner(
                within(corner.x(), screen.getMinX(), screen.getMaxX() - width),
                within(corner.y(), screen.getMinY(), screen.getMaxY() - height - DECORATION)));
  }

  private static double within(double wanted, double low, double high) {
    return Math.max(low, Math.min(wanted, high));
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
