package io.signalbox.app.canvas;

import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import io.signalbox.app.kit.canvas.Wire;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseEvent;

/// A wire is led from a port, or an existing one is picked up by its end. Only what can take it is
/// shown; let go in empty space, a new wire asks what it should lead to and one that was picked up
/// leads nowhere.
final class ConnectGesture implements Drag {
  private static final double AROUND = 10;

  private final CanvasContext board;
  private final Connection lead;
  private final boolean picked;
  private final BiConsumer<Connection, Point2D> ask;
  private final Set<String> may;
  private final Wire line;
  private boolean begun;

  /// Begins.
  ///
  /// @param picked whether an existing wire was picked up
  /// @param ask asks what it should lead to, at a place
  ConnectGesture(
      CanvasContext board, Connection lead, boolean picked, BiConsumer<Connection, Point2D> ask) {
    this.board = board;
    this.lead = lead;
    this.picked = picked;
    this.ask = ask;
    may = new AcyclicTargets(board.graph()).from(lead.wire().node());
    Point from = board.geometry().out(lead.wire());
    line = new Wire(List.of(from, from));
    line.getStyleClass().add("loose");
  }

  @Override
  public void to(Point2D at, MouseEvent event) {
    if (!begun) {
      begun = true;
      board.surface().raised().getChildren().add(line);
      board.marks().open(Optional.of(may), picked ? Optional.of(lead.wire()) : Optional.empty());
      board.sheet().dressAll();
    }
    Optional<String> under = under(at);
    Point end =
        under
            .map(board.geometry()::at)
            .map(card -> new Point(card.getMinX(), card.getMinY() + 20))
            .orElse(new Point(at.getX(), at.getY()));
    line.setRoute(List.of(board.geometry().out(lead.wire()), end));
    board.marks().aim(under);
    board.sheet().dressCards();
  }

  private Optional<String> under(Point2D at) {
    return may.stream()
        .filter(id -> {
          Bounds card = board.geometry().at(id);
          return at.getX() > card.getMinX() - AROUND
              && at.getX() < card.getMaxX() + AROUND
              && at.getY() > card.getMinY() - AROUND / 2
              && at.getY() < card.getMaxY() + AROUND / 2;
        })
        .findFirst();
  }

  @Override
  public void drop(Point2D at, MouseEvent event) {
    Optional<String> under = under(at);
    boolean onOther =
        board.geometry().places().values().stream().anyMatch(card -> card.contains(at));
    cancel();
    if (under.isPresent()) {
      new CanvasEdits(board).join(lead, under.get());
    } else if (!onOther && picked) {
      new CanvasEdits(board).cut(lead);
    } else if (!onOther) {
      ask.accept(lead, at);
    }
  }

  @Override
  public void cancel() {
    board.surface().raised().getChildren().remove(line);
    board.marks().open(Optional.empty(), Optional.empty());
    board.marks().aim(Optional.empty());
    board.sheet().dressAll();
  }
}
