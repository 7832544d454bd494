package io.signalbox.app.kit.canvas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.VLineTo;

/// The whole canvas, small. Pressing it goes there, dragging goes along.
public final class Minimap extends Region {
  private static final double MARGIN = 8;

  private final CanvasSurface surface;
  private final Rectangle window = new Rectangle();
  private final Map<String, Path> blocks = new HashMap<>();
  private List<Spot> spots = List.of();

  /// A thing on the canvas and the style class that gives it its colour.
  public record Spot(Bounds bounds, String kind) {}

  /// A map of this surface.
  public Minimap(CanvasSurface surface) {
    this.surface = surface;
    getStyleClass().add("minimap");
    window.getStyleClass().add("minimap-window");
    window.setManaged(false);
    window.setMouseTransparent(true);
    window.setViewOrder(-1);
    getChildren().add(window);
    setMinSize(150, 92);
    setPrefSize(150, 92);
    setMaxSize(150, 92);
    surface.changesProperty().addListener((o, before, after) -> frame());
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::go);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::go);
    setAccessibleText("Minimap");
  }

  /// Shows these things.
  public void show(List<Spot> things) {
    spots = List.copyOf(things);
    requestLayout();
    frame();
  }

  private double scale() {
    Bounds content = surface.content();
    return Math.min(
        (getWidth() - 2 * MARGIN) / content.getWidth(),
        (getHeight() - 2 * MARGIN) / content.getHeight());
  }

  private double left() {
    return (getWidth() - surface.content().getWidth() * scale()) / 2
        - surface.content().getMinX() * scale();
  }

  private double top() {
    return (getHeight() - surface.content().getHeight() * scale()) / 2
        - surface.content().getMinY() * scale();
  }

  private void go(MouseEvent event) {
    surface.centreOn((event.getX() - left()) / scale(), (event.getY() - top()) / scale());
    event.consume();
  }

  @Override
  protected void layoutChildren() {
    double scale = scale();
    double left = left();
    double top = top();
    blocks.values().forEach(path -> path.getElements().clear());
    for (Spot spot : spots) {
      Bounds at = spot.bounds();
      double x = left + at.getMinX() * scale;
      double y = top + at.getMinY() * scale;
      block(spot.kind())
          .getElements()
          .addAll(
              new MoveTo(x, y),
              new HLineTo(x + Math.max(2, at.getWidth() * scale)),
              new VLineTo(y + Math.max(2, at.getHeight() * scale)),
              new HLineTo(x),
              new ClosePath());
    }
    frame();
  }

  /// All things of one colour are one shape.
  private Path block(String kind) {
    return blocks.computeIfAbsent(
        kind,
        style -> {
          var path = new Path();
          path.getStyleClass().addAll("minimap-block", style);
          path.setManaged(false);
          path.setMouseTransparent(true);
          getChildren().add(path);
          return path;
        });
  }

  private void frame() {
    if (getWidth() < 2 * MARGIN) {
      return;
    }
    double scale = scale();
    double left = left();
    double top = top();
    Bounds seen = surface.visible();
    double x = Math.clamp(left + seen.getMinX() * scale, 1, getWidth() - 2);
    double y = Math.clamp(top + seen.getMinY() * scale, 1, getHeight() - 2);
    double right = Math.min(getWidth() - 1, left + seen.getMaxX() * scale);
    double bottom = Math.min(getHeight() - 1, top + seen.getMaxY() * scale);
    window.setVisible(!seen.contains(surface.content()));
    window.setX(x);
    window.setY(y);
    window.setWidth(Math.max(0, right - x));
    window.setHeight(Math.max(0, bottom - y));
  }
}
