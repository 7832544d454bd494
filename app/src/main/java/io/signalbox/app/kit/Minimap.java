package io.signalbox.app.kit;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// The whole canvas, small. Pressing it goes there.
public final class Minimap extends Region {
  private static final double MARGIN = 8;

  private final CanvasSurface surface;
  private final Rectangle window = new Rectangle();
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
    setMinSize(150, 92);
    setPrefSize(150, 92);
    setMaxSize(150, 92);
    surface.changesProperty().addListener((o, before, after) -> requestLayout());
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::go);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::go);
    setAccessibleText("Map of the graph");
  }

  /// Shows these things.
  public void show(List<Spot> things) {
    spots = List.copyOf(things);
    getChildren().setAll(spots.stream().map(Minimap::block).toList());
    getChildren().add(window);
    requestLayout();
  }

  private static Region block(Spot spot) {
    var block = new Region();
    block.getStyleClass().addAll("minimap-block", spot.kind());
    block.setManaged(false);
    return block;
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
    for (int i = 0; i < spots.size(); i++) {
      Bounds at = spots.get(i).bounds();
      getChildren()
          .get(i)
          .resizeRelocate(
              left + at.getMinX() * scale,
              top + at.getMinY() * scale,
              Math.max(2, at.getWidth() * scale),
              Math.max(2, at.getHeight() * scale));
    }
    frame(scale, left, top);
  }

  private void frame(double scale, double left, double top) {
    Bounds seen = surface.visible();
    double x = Math.max(1, left + seen.getMinX() * scale);
    double y = Math.max(1, top + seen.getMinY() * scale);
    double right = Math.min(getWidth() - 1, left + seen.getMaxX() * scale);
    double bottom = Math.min(getHeight() - 1, top + seen.getMaxY() * scale);
    window.setVisible(!seen.contains(surface.content()));
    window.setX(x);
    window.setY(y);
    window.setWidth(Math.max(0, right - x));
    window.setHeight(Math.max(0, bottom - y));
  }
}
