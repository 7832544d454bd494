package io.signalbox.app.kit.canvas;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.transform.Affine;
import javafx.scene.transform.Transform;

/// Pictures of what is on a canvas, square by square, all painted at one zoom. They can be moved
/// and scaled in far less time than the things themselves can be drawn.
///
/// **The idea.** Three systems of coordinates meet here. A thing lies at `x` on the *canvas*; the
/// view shows it at `view.mxx * x + view.tx` in the *window*; in the *pictures* it lies at `zoom *
/// x`, with `zoom` as it was when they were painted. A square has `side` units of the pictures each
/// way, so it covers `side / zoom` of the canvas, and its column is `floor(x * zoom / side)`. To
/// show the pictures where the things are, all of them are scaled by `view.mxx / zoom` and moved by
/// `view.tx`, in a single transformation of the group; no picture is touched for that.
///
/// **An example.** Pictures of zoom 0.5 have squares of 256, each of which covers 512 of the
/// canvas. Of the part from (700, -100) to (1300, 300) the columns 1 and 2 and the rows -1 and 0
/// are needed, four squares. The middle of the part is (1000, 100), which is nearest to the middle
/// of the square in column 1 and row 0: [#missing(Bounds)] names it first, as the part of the
/// canvas from (512, 0) to (1024, 512), then the one beside it in column 2, then the two above. If
/// the view is scrolled, only `tx` changes, and the pictures are exact. If it is zoomed to 0.6,
/// they are shown 1.2 times as large, which is good enough until the view comes to rest.
final class SnapshotTiles extends Group {
  /// From far away there is little to paint in a square, and each costs about the same.
  private static final double FAR = 0.45;

  private static final double SMALL = 256;
  static final double LARGE = 1024;

  private final Node world;
  private final Affine view;
  private final double zoom;
  private final double dense;
  private final double side;
  private final Map<Spot, ImageView> painted = new HashMap<>();
  private final Affine placed = new Affine();

  /// The column and row of a square.
  private record Spot(int column, int row) {}

  /// No squares yet.
  ///
  /// @param world what is painted
  /// @param view how it is moved and scaled now
  /// @param zoom the zoom at which they are painted
  /// @param dense pixels of the screen in a unit of the window
  SnapshotTiles(Node world, Affine view, double zoom, double dense) {
    this.world = world;
    this.view = view;
    this.zoom = zoom;
    this.dense = dense;
    this.side = zoom < FAR ? LARGE : SMALL;
    getTransforms().add(placed);
    setManaged(false);
    setMouseTransparent(true);
  }

  /// The zoom at which they are painted.
  double zoom() {
    return zoom;
  }

  /// Puts them where the view has the things themselves.
  void follow() {
    double scale = view.getMxx() / zoom;
    placed.setToTransform(scale, 0, view.getTx(), 0, scale, view.getTy());
  }

  /// The square that is to be painted next: the nearest to the middle of those in a part of the
  /// canvas that are not there yet.
  Optional<Bounds> missing(Bounds part) {
    double x = part.getCenterX() * zoom / side - 0.5;
    double y = part.getCenterY() * zoom / side - 0.5;
    return spots(part)
        .filter(spot -> !painted.containsKey(spot))
        .min(Comparator.comparingDouble(spot -> Math.hypot(spot.column() - x, spot.row() - y)))
        .map(this::bounds);
  }

  private Stream<Spot> spots(Bounds part) {
    int top = square(part.getMinY());
    int bottom = square(part.getMaxY());
    return IntStream.rangeClosed(square(part.getMinX()), square(part.getMaxX()))
        .boxed()
        .flatMap(
            column -> IntStream.rangeClosed(top, bottom).mapToObj(row -> new Spot(column, row)));
  }

  private int square(double at) {
    return (int) Math.floor(at * zoom / side);
  }

  private Bounds bounds(Spot spot) {
    double each = side / zoom;
    return new BoundingBox(spot.column() * each, spot.row() * each, each, each);
  }

  /// Paints the square that begins at this part's upper left.
  void paint(Bounds part) {
    var spot =
        new Spot(
            (int) Math.rint(part.getMinX() * zoom / side),
            (int) Math.rint(part.getMinY() * zoom / side));
    var image = new ImageView(picture(spot));
    image.setFitWidth(side);
    image.setFitHeight(side);
    image.setX(spot.column() * side);
    image.setY(spot.row() * side);
    image.setSmooth(false); // a third of the time, and nobody looks closely while it moves
    painted.put(spot, image);
    getChildren().add(image);
  }

  private WritableImage picture(Spot spot) {
    double scale = dense * zoom / view.getMxx();
    var wanted = new SnapshotParameters();
    wanted.setFill(Color.TRANSPARENT);
    wanted.setTransform(
        Transform.affine(scale, 0, 0, scale, -view.getTx() * scale, -view.getTy() * scale));
    double pixels = side * dense;
    wanted.setViewport(
        new Rectangle2D(
            spot.column() * pixels, spot.row() * pixels, Math.ceil(pixels), Math.ceil(pixels)));
    return world.snapshot(wanted, null);
  }

  /// Forgets the squares that touch any of these parts of the canvas.
  void forget(Collection<Bounds> parts) {
    painted
        .entrySet()
        .removeIf(each -> {
          Bounds square = bounds(each.getKey());
          return parts.stream().anyMatch(square::intersects)
              && getChildren().remove(each.getValue());
        });
  }

  /// Forgets the squares that lie outside a part of the canvas.
  void keep(Bounds part) {
    Set<Spot> wanted = new HashSet<>(spots(part).toList());
    painted
        .entrySet()
        .removeIf(each -> !wanted.contains(each.getKey()) && getChildren().remove(each.getValue()));
  }
}
