package io.signalbox.app.kit.canvas;

import java.util.Collection;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Affine;

/// A surface without end: moved with the middle button, by dragging with Space held, or with two
/// fingers; zoomed at the pointer. Until someone moves it, it shows all that is on it.
public final class CanvasSurface extends Region {
  private static final double LEAST = 0.1;
  private static final double FIT_LEAST = 0.1;
  private static final double MOST = 2.5;
  private static final double PADDING = 22;

  /// What is smaller than this cannot be read, and how large it is shown instead.
  private static final double READABLE = 0.35;

  private static final double ENTRANCE = 0.7;

  private final Pane world = new Pane();
  private final Group holder = new Group(world);
  private final Pane raised = new Pane();
  private final DotGrid dots = new DotGrid();
  private final Affine view = new Affine();
  private final ViewSnapshot standin = new ViewSnapshot(this, world, view);
  private final Rectangle clip = new Rectangle();
  private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(this, "zoom", 1);
  private final ReadOnlyDoubleWrapper changes = new ReadOnlyDoubleWrapper(this, "changes", 0);
  private Bounds content = new BoundingBox(0, 0, 1, 1);
  private FreeRoom free = new FreeRoom(0, new Dimension2D(0, 0), PADDING);
  private boolean fitting = true;
  private Optional<Bounds> entrance = Optional.empty();
  private final PanZoomGestures gestures = new PanZoomGestures(this);

  /// A surface with nothing on it.
  public CanvasSurface() {
    getStyleClass().add("canvas-surface");
    world.getTransforms().add(view);
    world.setManaged(false);
    world.setPickOnBounds(false);
    holder.setManaged(false);
    raised.getTransforms().add(view);
    raised.setManaged(false);
    raised.setPickOnBounds(false);
    getChildren().addAll(dots, holder, standin.front(), raised);
    dots.setOnColours(standin::changed);
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    gestures.install();
  }

  /// What things are put on; its units are canvas units.
  public Pane world() {
    return world;
  }

  /// Lets pictures stand in for what is on it while the view is moved by hand.
  ///
  /// @param of what is there; empty if it is so little that it can be drawn in each frame
  public void standIn(Optional<CanvasContent> of) {
    standin.want(of);
  }

  /// What is drawn above everything, also above pictures; its units are canvas units.
  public Pane raised() {
    return raised;
  }

  /// Lets pictures stand in until something looks different, while something that was raised is
  /// moved.
  ///
  /// @param gone the parts of the canvas where it was before
  public void hold(Collection<Bounds> gone) {
    standin.hold(gone);
  }

  /// Whether pictures stand in until something looks different.
  public boolean isHeld() {
    return standin.isHeld();
  }

  /// All that is on it looks different now.
  public void repaint() {
    standin.changed();
  }

  /// What is in these parts of the canvas looks different now.
  public void repaint(Collection<Bounds> parts) {
    standin.changed(parts);
  }

  /// Whether pictures of what is in sight are painted, so that they can stand in at once.
  public boolean isPainted() {
    return standin.isPainted();
  }

  /// Whether pictures stand in at the moment: then nothing has to follow the view.
  public boolean isPictured() {
    return standin.isShown();
  }

  /// Whether it can be seen: else there is nothing to be painted.
  public boolean isSeen() {
    boolean shown = getScene() != null && getScene().getWindow() != null && isVisible();
    for (Parent each = getParent(); each != null && shown; each = each.getParent()) {
      shown = each.isVisible();
    }
    return shown && getScene().getWindow().isShowing();
  }

  /// Pixels of the screen in a unit of the window.
  double density() {
    return Optional.ofNullable(getScene())
        .map(Scene::getWindow)
        .map(window -> window.getOutputScaleX())
        .orElse(1.0);
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
      enter();
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

  /// The place on the canvas at a place of this region.
  public Point2D toCanvas(double x, double y) {
    double size = view.getMxx();
    return new Point2D((x - view.getTx()) / size, (y - view.getTy()) / size);
  }

  /// The place of this region at a place on the canvas.
  public Point2D fromCanvas(double x, double y) {
    double size = view.getMxx();
    return new Point2D(x * size + view.getTx(), y * size + view.getTy());
  }

  /// While it is held, dragging moves the view.
  public void setGrip(boolean held) {
    gestures.setGrip(held);
  }

  /// Leaves the view where it is, whatever is put on the surface.
  public void stay() {
    fitting = false;
  }

  /// Shows everything, and goes on doing so when the window changes its size.
  public void fit() {
    entrance = Optional.empty();
    enter();
  }

  /// Shows everything or, if that would be too small to be read, the part where one begins to read.
  ///
  /// @param first where that is
  public void enter(Bounds first) {
    entrance = Optional.of(first);
    enter();
  }

  private void enter() {
    if (entrance.isPresent() && size(content) < READABLE) {
      Bounds first = entrance.get();
      place(
          ENTRANCE,
          PADDING - first.getMinX() * ENTRANCE,
          getHeight() / 2 - first.getCenterY() * ENTRANCE);
    } else {
      show(content);
    }
    fitting = true;
  }

  /// Says what lies over it: what is shown as a whole is put beside that.
  ///
  /// @param top how high a strip at its top is
  /// @param corner how large a part at its lower right is
  public void setCovered(double top, Dimension2D corner) {
    free = new FreeRoom(top, corner, PADDING);
  }

  /// Shows a part as large as it fits, but not larger than it is.
  public void show(Bounds part) {
    fitting = false;
    double size = size(part);
    Bounds room = free.of(getWidth(), getHeight(), part, size);
    place(
        size,
        room.getCenterX() - part.getCenterX() * size,
        room.getCenterY() - part.getCenterY() * size);
  }

  private double size(Bounds part) {
    return Math.clamp(free.size(getWidth(), getHeight(), part), FIT_LEAST, 1);
  }

  /// Brings a point of the canvas to the middle.
  public void centreOn(double x, double y) {
    fitting = false;
    double size = view.getMxx();
    place(size, getWidth() / 2 - x * size, getHeight() / 2 - y * size);
  }

  /// Moves the view only if this part is not in sight.
  public void reveal(Bounds part) {
    if (getWidth() > 0 && !visible().intersects(part)) {
      centreOn(part.getCenterX(), part.getCenterY());
    }
  }

  /// Moves the view by so many pixels.
  public void panBy(double x, double y) {
    fitting = false;
    place(view.getMxx(), view.getTx() + x, view.getTy() + y);
  }

  /// Moves the view by so many pixels, as one of many small steps.
  public void scrollBy(double x, double y) {
    panBy(x, y);
    standin.moved();
  }

  /// Zooms by a factor about a place of this region, as one of many small steps.
  void scrollZoom(double x, double y, double factor) {
    zoomAt(x, y, factor);
    standin.moved();
  }

  /// Zooms by a factor about the middle.
  public void zoomBy(double factor) {
    zoomAt(getWidth() / 2, getHeight() / 2, factor);
  }

  /// Shows things in their own size about the middle.
  public void zoomToOwnSize() {
    zoomBy(1 / view.getMxx());
  }

  /// Zooms by a factor about a place of this region.
  public void zoomAt(double x, double y, double factor) {
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
    standin.touch();
  }

  @Override
  protected void layoutChildren() {
    if (fitting) {
      enter();
    } else {
      place(view.getMxx(), view.getTx(), view.getTy());
    }
  }
}
