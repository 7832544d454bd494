package io.signalbox.app.kit;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Affine;

/// A surface without end: moved with the middle button, by dragging where nothing is, or with two
/// fingers; zoomed at the pointer. Until someone moves it, it shows all that is on it.
public final class CanvasSurface extends Region {
  private static final double LEAST = 0.2;
  private static final double MOST = 2.5;

  private final Pane world = new Pane();
  private final DotGrid dots = new DotGrid();
  private final Affine view = new Affine();
  private final Rectangle clip = new Rectangle();
  private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(this, "zoom", 1);
  private final ReadOnlyDoubleWrapper changes = new ReadOnlyDoubleWrapper(this, "changes", 0);
  private Bounds content = new BoundingBox(0, 0, 1, 1);
  private boolean fitting = true;
  private double dragX;
  private double dragY;
  private boolean dragged;
  private static final double PADDING = 22;

  /// A surface with nothing on it.
  public CanvasSurface() {
    getStyleClass().add("canvas-surface");
    world.getTransforms().add(view);
    world.setManaged(false);
    world.setPickOnBounds(false);
    getChildren().addAll(dots, world);
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventHandler(ScrollEvent.SCROLL, this::scroll);
    addEventHandler(ZoomEvent.ZOOM, e -> zoomAt(e.getX(), e.getY(), e.getZoomFactor()));
  }

  /// What things are put on; its units are canvas units.
  public Pane world() {
    return world;
  }

  /// How large things look; 1 is their own size.
  public ReadOnlyDoubleProperty zoomProperty() {
    return zoom.getReadOnlyProperty();
  }

  /// Changes whenever the view has moved; its value means nothing.
  public ReadOnlyDoubleProperty changesProperty() {
    return changes.getReadOnlyProperty();
  }

  /// Says where the things are.
  public void setContent(Bounds bounds) {
    content = bounds;
    if (fitting) {
      fit();
    }
  }

  /// Where the things are.
  public Bounds content() {
    return content;
  }

  /// The part of the canvas that can be seen.
  public Bounds visible() {
    double size = view.getMxx();
    return new BoundingBox(
        -view.getTx() / size, -view.getTy() / size, getWidth() / size, getHeight() / size);
  }

  /// Shows everything, and goes on doing so when the window changes its size.
  public void fit() {
    fitting = true;
    double room = 2 * PADDING;
    double size =
        Math.min(
            (getWidth() - room) / content.getWidth(), (getHeight() - room) / content.getHeight());
    size = Math.clamp(size, LEAST, 1);
    place(
        size,
        (getWidth() - content.getWidth() * size) / 2 - content.getMinX() * size,
        (getHeight() - content.getHeight() * size) / 2 - content.getMinY() * size);
  }

  /// Brings a point of the canvas to the middle.
  public void centreOn(double x, double y) {
    fitting = false;
    double size = view.getMxx();
    place(size, getWidth() / 2 - x * size, getHeight() / 2 - y * size);
  }

  /// Moves the view only if this part is not in sight.
  public void reveal(Bounds part) {
    if (!visible().contains(part)) {
      centreOn(part.getCenterX(), part.getCenterY());
    }
  }

  /// Zooms by a factor about the middle.
  public void zoomBy(double factor) {
    zoomAt(getWidth() / 2, getHeight() / 2, factor);
  }

  /// Whether the button that was released last had moved the view.
  public boolean wasDragged() {
    return dragged;
  }

  private void zoomAt(double x, double y, double factor) {
    fitting = false;
    double old = view.getMxx();
    double size = Math.clamp(old * factor, LEAST, MOST);
    place(size, x - (x - view.getTx()) * size / old, y - (y - view.getTy()) * size / old);
  }

  private void place(double size, double x, double y) {
    view.setMxx(size);
    view.setMyy(size);
    view.setTx(Math.rint(x));
    view.setTy(Math.rint(y));
    zoom.set(size);
    dots.show(view.getTx(), view.getTy(), size, getWidth(), getHeight());
    changes.set(changes.get() + 1);
  }

  private void press(MouseEvent event) {
    dragged = false;
    dragX = event.getX();
    dragY = event.getY();
  }

  private void drag(MouseEvent event) {
    boolean middle = event.getButton() == MouseButton.MIDDLE;
    if (!middle && event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    fitting = false;
    dragged = true;
    place(view.getMxx(), view.getTx() + event.getX() - dragX, view.getTy() + event.getY() - dragY);
    dragX = event.getX();
    dragY = event.getY();
  }

  private void scroll(ScrollEvent event) {
    if (event.isShortcutDown()) {
      zoomAt(event.getX(), event.getY(), Math.exp(event.getDeltaY() / 300));
    } else {
      fitting = false;
      place(view.getMxx(), view.getTx() + event.getDeltaX(), view.getTy() + event.getDeltaY());
    }
    event.consume();
  }

  @Override
  protected void layoutChildren() {
    if (fitting) {
      fit();
    } else {
      place(view.getMxx(), view.getTx(), view.getTy());
    }
  }
}
