package io.signalbox.app;

import io.signalbox.app.fx.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.stage.Window;
import javafx.util.Duration;

/// Writes where everything with an id or with words is on the screen, for scripts that move the
/// mouse: a line each with place, id, states and words, tabs between. For the UI thread.
final class ScreenPositions {
  private static final Duration LOOK = Duration.millis(500);
  private static final int LONGEST = 200;

  private final Path file;
  private final Background background;
  private boolean writing;

  private ScreenPositions(Path file, Background background) {
    this.file = file;
    this.background = background;
  }

  /// Writes the file anew twice a second as long as the program runs.
  static void follow(Path file, Background background) {
    var whereabouts = new ScreenPositions(file, background);
    var looking = new Timeline(new KeyFrame(LOOK, e -> whereabouts.look()));
    looking.setCycleCount(Animation.INDEFINITE);
    looking.play();
  }

  private void look() {
    if (writing) {
      return;
    }
    writing = true;
    var lines = new ArrayList<String>();
    for (Window window : Window.getWindows()) {
      if (window.isShowing() && window.getScene() != null) {
        double width = window.getScene().getWidth();
        double height = window.getScene().getHeight();
        gather(window.getScene().getRoot(), new BoundingBox(0, 0, width, height), lines);
      }
    }
    background.run(() -> written(lines), done -> writing = false, trouble -> writing = false);
  }

  /// Whoever reads it never sees half of it.
  private Path written(List<String> lines) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, lines);
    return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /// @param seen the part of the scene that shows through all that is around
  private static void gather(Node node, Bounds seen, List<String> lines) {
    if (!node.isVisible()) {
      return;
    }
    Bounds here = node.localToScene(node.getBoundsInLocal());
    Bounds shown = common(here, seen);
    if (shown.getWidth() >= 1 && shown.getHeight() >= 1) {
      line(node, shown).ifPresent(lines::add);
    }
    Bounds within =
        node.getClip() == null
            ? seen
            : common(seen, node.localToScene(node.getClip().getBoundsInParent()));
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> gather(child, within, lines));
    }
  }

  private static Bounds common(Bounds one, Bounds other) {
    double x = Math.max(one.getMinX(), other.getMinX());
    double y = Math.max(one.getMinY(), other.getMinY());
    double width = Math.min(one.getMaxX(), other.getMaxX()) - x;
    double height = Math.min(one.getMaxY(), other.getMaxY()) - y;
    return new BoundingBox(x, y, Math.max(0, width), Math.max(0, height));
  }

  private static Optional<String> line(Node node, Bounds shown) {
    String id = node.getId() == null ? "" : node.getId();
    String words = words(node);
    String states =
        node.getPseudoClassStates().stream()
            .map(each -> each.getPseudoClassName())
            .sorted()
            .collect(Collectors.joining(" "));
    boolean told = !id.isEmpty() || !words.isBlank() || states.contains("lit");
    return told
        ? Optional.of(String.join("\t", place(node, shown), id, states, words))
        : Optional.empty();
  }

  private static String place(Node node, Bounds shown) {
    Window window = node.getScene().getWindow();
    double left = window.getX() + node.getScene().getX();
    double top = window.getY() + node.getScene().getY();
    return String.format(
        Locale.ROOT,
        "%.0f %.0f %.0f %.0f",
        left + shown.getMinX(),
        top + shown.getMinY(),
        shown.getWidth(),
        shown.getHeight());
  }

  private static String words(Node node) {
    String words =
        switch (node) {
          case Labeled labeled when labeled.getText() != null && !labeled.getText().isBlank() ->
              labeled.getText();
          case TextInputControl field -> field.getText();
          default -> node.getAccessibleText();
        };
    String line = words == null ? "" : words.replaceAll("\\s+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }
}
