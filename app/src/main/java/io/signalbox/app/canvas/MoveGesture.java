package io.signalbox.app.canvas;

import io.signalbox.app.document.RoutePath;
import io.signalbox.app.kit.canvas.Snapping;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseEvent;

/// Cards are moved, or a frame with all that lies in it. They settle on the lines of others or on
/// the grid, unless Alt is held.
final class MoveGesture implements Drag {
  private static final double REACH = 5;

  private final CanvasContext board;
  private final Guides guides;
  private final Point2D from;
  private final Set<String> ids;
  private final int frame;
  private final Bounds around;
  private Optional<GraphEdit> splice = Optional.empty();
  private Optional<RoutePath.NodeExit> aimed = Optional.empty();
  private boolean raised;
  private double x;
  private double y;

  private MoveGesture(
      CanvasContext board, Guides guides, Point2D from, Set<String> ids, int frame) {
    this.board = board;
    this.guides = guides;
    this.from = from;
    this.ids = ids;
    this.frame = frame;
    around =
        board
            .frames()
            .get(frame)
            .map(Frames::bounds)
            .orElseGet(() -> GraphGeometry.around(ids.stream().map(board.geometry()::at).toList()));
  }

  /// Moves these cards.
  static MoveGesture cards(CanvasContext board, Guides guides, Point2D from, List<String> ids) {
    return new MoveGesture(board, guides, from, new LinkedHashSet<>(ids), -1);
  }

  /// Moves a frame with what lies in it.
  static MoveGesture frame(CanvasContext board, Guides guides, Point2D from, int frame) {
    List<String> held =
        board
            .frames()
            .get(frame)
            .filter(each -> each.name().isPresent())
            .map(each -> board.geometry().within(Frames.bounds(each), true))
            .orElse(List.of());
    return new MoveGesture(board, guides, from, new LinkedHashSet<>(held), frame);
  }

  @Override
  public void to(Point2D at, MouseEvent event) {
    x = at.getX() - from.getX();
    y = at.getY() - from.getY();
    Snapping snapped = event.isAltDown() ? new Snapping(0, 0, List.of()) : snapped();
    x += snapped.x();
    y += snapped.y();
    guides.show(snapped.guides());
    raise();
    board.sheet().shift(ids, x, y);
    board.frames().get(frame).ifPresent(each -> board.frames().draw(frame, moved()));
    offer();
  }

  private void raise() {
    if (!raised && frame < 0) {
      raised = true;
      board.sheet().raise(ids);
    }
  }

  private Bounds moved() {
    return new BoundingBox(
        around.getMinX() + x, around.getMinY() + y, around.getWidth(), around.getHeight());
  }

  private Snapping snapped() {
    Bounds seen = board.surface().visible();
    var others = new ArrayList<Bounds>();
    for (Map.Entry<String, Bounds> each : board.geometry().places().entrySet()) {
      if (!ids.contains(each.getKey()) && seen.intersects(each.getValue())) {
        others.add(each.getValue());
      }
    }
    double reach = REACH / board.surface().zoomProperty().get();
    return Snapping.of(moved(), others, Math.min(reach, 2 * REACH));
  }

  /// A single node that fits into the wire below it would go into it.
  private void offer() {
    Optional<RoutePath.NodeExit> wire = Optional.empty();
    splice = Optional.empty();
    if (ids.size() == 1 && frame < 0) {
      String id = ids.iterator().next();
      Bounds at = board.geometry().at(id);
      Optional<Connection> lead =
          board.geometry().nearest(at.getCenterX(), at.getCenterY(), at.getHeight() / 2);
      splice = lead.flatMap(each -> WireSplice.of(board.graph(), id, each));
      wire = splice.isPresent() ? lead.map(Connection::wire) : wire;
    }
    if (!wire.equals(aimed)) {
      aimed = wire;
      board.marks().splice(wire);
      board.sheet().dressWires();
    }
  }

  @Override
  public void drop(Point2D at, MouseEvent event) {
    var edits = new ArrayList<GraphEdit>(new CardPlacement(board).moves(ids, x, y));
    board.frames().move(frame, x, y).ifPresent(edits::add);
    splice.ifPresent(edits::add);
    end();
    boolean alone = new HashSet<>(ids).isEmpty();
    String what = "Move " + (frame >= 0 || alone ? "frame" : board.words(List.copyOf(ids)));
    boolean changed =
        alone ? board.editor().edit(what, new GraphEdit.Several(edits)) : board.place(what, edits);
    if (!changed) {
      putBack();
    }
  }

  private void putBack() {
    board.sheet().settle();
    board.frames().show();
  }

  @Override
  public void cancel() {
    end();
    putBack();
  }

  private void end() {
    board.sheet().lower();
    guides.show(List.of());
    board.marks().splice(Optional.empty());
    board.sheet().dressWires();
  }
}
