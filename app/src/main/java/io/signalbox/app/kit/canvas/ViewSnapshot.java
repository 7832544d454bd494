package io.signalbox.app.kit.canvas;

import java.util.Collection;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Affine;

/// Shows pictures of a canvas in the place of what is on it while its view moves, so that a canvas
/// with very much on it moves as smoothly as one with little.
///
/// **The idea.** Some hundred cards with shadows and text take longer to draw than a frame lasts,
/// but moving a picture of them costs next to nothing. So what is on the canvas is painted into
/// pictures while nothing goes on, and the pictures are moved and scaled instead. There are two
/// sets of [SnapshotTiles], because one zoom does not serve both uses:
///
/// - *near*: what is in sight and around it, at the zoom of the view. It serves scrolling, and is
///   exact to the pixel.
/// - *far*: everything, at a small zoom. It serves zooming out, when what *near* has no longer
///   fills the window; it looks coarse for as long as the view moves.
///
/// A set is shown first when it has a picture of all that is in sight; if neither has, the things
/// themselves are drawn, slowly, but without holes. While the view is scrolled on, *near* stays,
/// and a square that is missing at the edge is painted in the next frames.
///
/// **What is shown when:**
///
/// | state | entered by | shown | in each frame |
/// |---|---|---|---|
/// | idle | 0.14 s without movement | the things | after 0.4 s: one more picture, nearest first |
/// | moving | [#moved()], if a set fits | pictures | *near*: a missing square in sight; every third frame one around it |
/// | held | [#hold(Collection)] while cards are dragged | pictures without these cards | missing squares in sight |
///
/// Whatever looks different by an edit or a selection ([#changed(Collection)]) makes its squares
/// forgotten and ends the pictures at once; so they are never out of date.
///
/// **An example.** A graph of a thousand nodes, a window of 1600 × 1000, zoom 1. At rest *near*
/// keeps the 2560 × 2000 around the window: some ninety squares of 256, painted within one and a
/// half seconds, one a frame; then *far* is painted, at zoom 0.2 or at the smaller one at which
/// three squares in a row hold all, and the timer stops. The user scrolls by 300: the pictures are
/// moved by 300, and the columns that come into sight have been painted already. The user zooms out
/// to 0.5: *near* shrinks to half its size and covers only 1280 × 1000 of the window's 1600 × 1000,
/// so *far* is shown, two and a half times as large as it was painted. 0.14 s after the last
/// movement the things themselves are back, and 0.4 s after it *near* is begun anew at zoom 0.5.
///
/// For the UI thread.
final class ViewSnapshot extends AnimationTimer {
  /// How long the view must rest until the things themselves are shown again, and until pictures
  /// are painted ahead.
  private static final long REST = 140_000_000;

  private static final long IDLE = 400_000_000;

  /// While the view moves, one frame in so many may be spent on what is not in sight yet.
  private static final int SELDOM = 3;

  /// The zoom of the pictures of everything, and how many of them there are at most in a row.
  private static final double FAR = 0.2;

  private static final int MOST_FAR = 3;

  private final CanvasSurface surface;
  private final Pane world;
  private final Affine view;
  private final Pane front = new Pane();
  private CanvasContent scenery = CanvasContent.NONE;
  private Optional<SnapshotTiles> near = Optional.empty();
  private Optional<SnapshotTiles> far = Optional.empty();
  private boolean wanted;
  private boolean moving;
  private boolean held;
  private long touched;
  private int frame;

  ViewSnapshot(CanvasSurface surface, Pane world, Affine view) {
    this.surface = surface;
    this.world = world;
    this.view = view;
    front.setManaged(false);
    front.setMouseTransparent(true);
    front.setVisible(false);
  }

  /// Where the pictures are shown.
  Pane front() {
    return front;
  }

  /// Whether pictures are shown in the place of the things.
  boolean isShown() {
    return front.isVisible();
  }

  /// Begins to stand in for this; for nothing no longer.
  void want(Optional<CanvasContent> of) {
    wanted = of.isPresent();
    scenery = of.orElse(CanvasContent.NONE);
    changed();
  }

  /// What is in these parts of the canvas looks different now.
  void changed(Collection<Bounds> parts) {
    if (!parts.isEmpty()) {
      near.ifPresent(tiles -> tiles.forget(parts));
      far.ifPresent(tiles -> tiles.forget(parts));
      rest();
      touch();
    }
  }

  /// Everything looks different now.
  void changed() {
    front.getChildren().clear();
    near = Optional.empty();
    far = Optional.empty();
    held = false;
    rest();
    touch();
  }

  /// The view is somewhere else now.
  void touch() {
    touched = System.nanoTime();
    if (wanted) {
      start();
    }
    if (held && !isPanned()) {
      changed();
    } else if (isShown()) {
      near.ifPresent(SnapshotTiles::follow);
      far.ifPresent(SnapshotTiles::follow);
    }
  }

  /// Stands in until something changes, without what is in these parts of the canvas any more.
  void hold(Collection<Bounds> gone) {
    held = isPanned();
    near.filter(tiles -> held).ifPresent(tiles -> tiles.forget(gone));
    touch();
  }

  /// Whether it stands in until something changes.
  boolean isHeld() {
    return held;
  }

  /// The view is being moved by hand.
  void moved() {
    if (!wanted) {
      return;
    }
    moving = true;
    touch();
    Optional<SnapshotTiles> fit = fitting();
    fit.ifPresent(SnapshotTiles::follow);
    near.ifPresent(tiles -> tiles.setVisible(fit.equals(near)));
    far.ifPresent(tiles -> tiles.setVisible(fit.equals(far)));
    show(fit.isPresent());
  }

  /// The pictures that can be shown for what is in sight now; none if there are not enough.
  private Optional<SnapshotTiles> fitting() {
    return isPanned() && isShown()
        ? near
        : near.filter(this::isWhole).or(() -> far.filter(this::isWhole));
  }

  /// Whether there is a picture of all that is in sight.
  boolean isPainted() {
    return isPanned() && near.filter(this::isWhole).isPresent();
  }

  private boolean isPanned() {
    return near.filter(tiles -> tiles.zoom() == view.getMxx()).isPresent();
  }

  private boolean isWhole(SnapshotTiles tiles) {
    return next(tiles, surface.visible()).isEmpty();
  }

  /// What there is to be painted of a part of the canvas; where nothing is, nothing has to be.
  private Optional<Bounds> next(SnapshotTiles tiles, Bounds part) {
    Bounds all = surface.content();
    double left = Math.max(part.getMinX(), all.getMinX() - 60);
    double top = Math.max(part.getMinY(), all.getMinY() - 60);
    double right = Math.min(part.getMaxX(), all.getMaxX() + 60);
    double bottom = Math.min(part.getMaxY(), all.getMaxY() + 60);
    return right < left || bottom < top
        ? Optional.empty()
        : tiles.missing(new BoundingBox(left, top, right - left, bottom - top));
  }

  private void show(boolean pictures) {
    if (pictures != isShown()) {
      front.setVisible(pictures);
      world.getParent().setOpacity(pictures ? 0 : 1);
    }
  }

  private void rest() {
    moving = false;
    if (isShown()) {
      show(false);
      scenery.rest();
    }
  }

  @Override
  public void handle(long time) {
    long still = System.nanoTime() - touched;
    frame++;
    if (!wanted || !surface.isSeen()) {
      held = false;
      rest();
      stop();
    } else if (held) {
      near.filter(tiles -> isPanned()).ifPresent(this::standStill);
    } else if (moving && still > REST) {
      rest();
    } else if (moving && isShown() && isPanned()) {
      near.ifPresent(this::keepUp);
    } else if (still > IDLE && !paintAhead()) {
      scenery.rest();
      stop();
    }
  }

  private void standStill(SnapshotTiles tiles) {
    if (!paint(tiles, surface.visible())) {
      tiles.follow();
      tiles.setVisible(true);
      far.ifPresent(each -> each.setVisible(false));
      show(true);
    }
  }

  private void keepUp(SnapshotTiles tiles) {
    Optional<Bounds> seen = next(tiles, surface.visible());
    seen.or(() -> frame % SELDOM == 0 ? next(tiles, around()) : Optional.empty())
        .ifPresent(part -> draw(tiles, part));
  }

  /// Paints one more picture.
  ///
  /// @return whether there was any to be painted
  private boolean paintAhead() {
    if (!isPanned()) {
      near.ifPresent(front.getChildren()::remove);
      near = Optional.of(tiles(view.getMxx()));
    }
    if (far.isEmpty()) {
      far = Optional.of(tiles(farZoom()));
    }
    SnapshotTiles here = near.orElseThrow();
    here.keep(around());
    return paint(here, around()) || paint(far.orElseThrow(), surface.content());
  }

  /// A card that stands far off must not make a picture of everything that no memory holds.
  private double farZoom() {
    Bounds all = surface.content();
    double most = MOST_FAR * SnapshotTiles.LARGE / Math.max(all.getWidth(), all.getHeight());
    return Math.min(FAR, most);
  }

  private boolean paint(SnapshotTiles tiles, Bounds within) {
    Optional<Bounds> part = next(tiles, within);
    part.ifPresent(each -> draw(tiles, each));
    return part.isPresent();
  }

  private void draw(SnapshotTiles tiles, Bounds part) {
    scenery.prepare(part, tiles.zoom());
    tiles.paint(part);
    tiles.follow();
    if (!isShown() && tiles.zoom() != view.getMxx()) {
      scenery.rest(); // before anybody sees what was made ready for another zoom
    }
  }

  private SnapshotTiles tiles(double zoom) {
    var tiles = new SnapshotTiles(world, view, zoom, surface.density());
    front.getChildren().add(tiles);
    return tiles;
  }

  private Bounds around() {
    Bounds seen = surface.visible();
    double across = seen.getWidth() * 0.3;
    double down = seen.getHeight() * 0.5;
    return new BoundingBox(
        seen.getMinX() - across,
        seen.getMinY() - down,
        seen.getWidth() + 2 * across,
        seen.getHeight() + 2 * down);
  }
}
