package io.signalbox.app.kit.canvas;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;

/// Small dots at even distances that move and grow with the canvas. All rows are one picture of a
/// row, which costs least to draw; a line that nobody sees tells the style sheet's colour.
final class DotGrid extends Pane {
  private static final double STEP = 16;
  private static final double LEAST = 11;

  /// Pixels of a row's picture, the dots in the middle one: drawn at scale 1.5 without a graphics
  /// card, a picture of one pixel takes in what lies beside it in memory.
  private static final int HIGH = 3;

  private static final int MIDDLE = 1;

  private final List<ImageView> rows = new ArrayList<>();
  private final Line colour = new Line();

  /// What the picture shows.
  private record Painted(int size, double phase, double step, Color ink) {}

  private Painted painted = new Painted(0, 0, 0, Color.TRANSPARENT);
  private WritableImage picture = new WritableImage(1, HIGH);
  private Runnable coloured = () -> {};
  private double x;
  private double y;
  private double zoom = 1;
  private double width;
  private double height;

  DotGrid() {
    getStyleClass().add("dot-grid");
    colour.getStyleClass().add("dots");
    colour.setVisible(false);
    getChildren().add(colour);
    setMouseTransparent(true);
    setManaged(false);
    colour
        .strokeProperty()
        .addListener((o, before, now) -> {
          draw();
          coloured.run();
        });
  }

  /// Told when the style sheet gives another colour: all others are other ones then too.
  void setOnColours(Runnable reader) {
    coloured = reader;
  }

  /// Draws the dots for a canvas that is moved and zoomed so.
  void show(double nowX, double nowY, double nowZoom, double nowWidth, double nowHeight) {
    x = nowX;
    y = nowY;
    zoom = nowZoom;
    width = nowWidth;
    height = nowHeight;
    draw();
  }

  private void draw() {
    double step = STEP * zoom;
    while (step < LEAST) {
      step *= 2;
    }
    paint(step);
    double top = Math.IEEEremainder(y, step);
    int count = (int) Math.ceil(height / step) + 2;
    while (rows.size() < count) {
      var row = new ImageView();
      row.setSmooth(false);
      rows.add(row);
      getChildren().add(row);
    }
    for (int i = 0; i < rows.size(); i++) {
      ImageView row = rows.get(i);
      row.setVisible(i < count);
      row.setImage(picture);
      row.setLayoutY(Math.floor(top + i * step) - MIDDLE);
    }
  }

  private void paint(double step) {
    int size = (int) Math.max(1, Math.ceil(width));
    Color ink = colour.getStroke() instanceof Color given ? given : Color.TRANSPARENT;
    var wanted = new Painted(size, Math.IEEEremainder(x, step), step, ink);
    if (wanted.equals(painted)) {
      return;
    }
    painted = wanted;
    picture = new WritableImage(size, HIGH);
    for (double at = Math.IEEEremainder(x, step); at < size; at += step) {
      int pixel = (int) Math.floor(at);
      if (pixel >= 0) {
        picture.getPixelWriter().setColor(pixel, MIDDLE, ink);
      }
    }
  }
}
