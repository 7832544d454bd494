package io.signalbox.app.canvas;

import io.signalbox.app.document.Selection;
import io.signalbox.app.kit.canvas.CanvasSurface;
import io.signalbox.app.state.ToolPane;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// What the primary button does on the canvas. For the UI thread.
final class Gestures {
  private static final double THRESHOLD = 4;

  private final CanvasContext board;
  private final Guides guides;
  private final InlinePrompt asking;
  private final EdgeScroll edge;
  private Optional<Drag> drag = Optional.empty();
  private Hit pressed = new Hit.Nothing();
  private Point2D pressedAt = Point2D.ZERO;
  private boolean dragging;
  private Optional<Point2D> pointer = Optional.empty();

  Gestures(CanvasContext board, Guides guides, InlinePrompt asking) {
    this.board = board;
    this.guides = guides;
    this.asking = asking;
    CanvasSurface surface = board.surface();
    edge = new EdgeScroll(surface, this::pull);
    surface.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    surface.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    surface.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    surface.addEventFilter(MouseEvent.MOUSE_MOVED, e -> pointer = Optional.of(place(e)));
    surface.addEventHandler(MouseEvent.MOUSE_EXITED, e -> pointer = Optional.empty());
  }

  /// Where the pointer is on the canvas; the middle of what is seen if it is elsewhere.
  Point2D pointer() {
    return pointer.orElseGet(board::middle);
  }

  /// What lies at a place.
  Hit hit(Point2D at) {
    Hit hit = board.sheet().hit(at.getX(), at.getY(), new LinkedHashSet<>(board.selected()));
    boolean line = hit instanceof Hit.Nothing || hit instanceof Hit.Line;
    return line
        ? board
            .frames()
            .hit(at.getX(), at.getY())
            .filter(f -> !(hit instanceof Hit.Line))
            .orElse(hit)
        : hit;
  }

  private Point2D place(MouseEvent event) {
    return board.surface().toCanvas(event.getX(), event.getY());
  }

  private static boolean adds(MouseEvent event) {
    return event.isShiftDown() || event.isShortcutDown();
  }

  private void press(MouseEvent event) {
    asking.close();
    cancel(); // another button while something is dragged
    pointer = Optional.of(place(event));
    pressedAt = place(event);
    pressed = hit(pressedAt);
    dragging = false;
    drag = Optional.empty();
    switch (event.getButton()) {
      case PRIMARY -> begin(event);
      case SECONDARY -> choose();
      default -> {}
    }
    event.consume();
  }

  private void begin(MouseEvent event) {
    drag =
        switch (pressed) {
          case Hit.Port port ->
              Optional.of(new ConnectGesture(board, port.lead(), false, asking::leadTo));
          case Hit.End end ->
              Optional.of(new ConnectGesture(board, end.lead(), true, asking::leadTo));
          case Hit.Line line ->
              Optional.of(new ConnectGesture(board, line.lead(), true, asking::leadTo));
          case Hit.Mark mark -> Optional.empty();
          case Hit.OnCard card -> card(card.id(), event);
          case Hit.Title title -> frame(title.frame());
          case Hit.Corner corner -> Optional.of(new ResizeGesture(board, corner.frame()));
          case Hit.Nothing nothing -> Optional.of(sweep(event));
        };
  }

  private Optional<Drag> card(String id, MouseEvent event) {
    board.frames().select(-1);
    focus(id);
    boolean chosen = board.editor().selection().has(id);
    if (!chosen && !adds(event)) {
      board.editor().select(id);
    }
    List<String> ids = board.editor().selection().has(id) ? board.selected() : List.of(id);
    boolean movable = board.graph().has(id);
    return movable
        ? Optional.of(MoveGesture.cards(board, guides, pressedAt, ids))
        : Optional.empty();
  }

  private void focus(String id) {
    board.sheet().card(id).ifPresent(Node::requestFocus);
  }

  private Optional<Drag> frame(int index) {
    board.editor().selectNothing();
    board.frames().select(index);
    board.surface().requestFocus();
    return Optional.of(MoveGesture.frame(board, guides, pressedAt, index));
  }

  private Drag sweep(MouseEvent event) {
    board.surface().requestFocus();
    board.frames().select(-1);
    List<String> before = adds(event) ? board.selected() : List.of();
    return new MarqueeGesture(board, guides, pressedAt, before);
  }

  /// Selects what the context menu is about.
  private void choose() {
    switch (pressed) {
      case Hit.OnCard card -> chooseCard(card.id());
      case Hit.Mark mark -> chooseCard(mark.id());
      case Hit.Port port -> chooseCard(port.lead().wire().node());
      case Hit.End end -> select(end.lead());
      case Hit.Line line -> select(line.lead());
      case Hit.Title title -> frame(title.frame());
      case Hit.Corner corner -> frame(corner.frame());
      case Hit.Nothing nothing -> board.surface().requestFocus();
    }
  }

  private void chooseCard(String id) {
    focus(id);
    if (!board.editor().selection().has(id)) {
      board.editor().select(id);
    }
  }

  private void select(Connection lead) {
    board.surface().requestFocus();
    board.editor().select(Selection.of(lead.wire()));
  }

  private void drag(MouseEvent event) {
    double far = place(event).distance(pressedAt) * board.surface().zoomProperty().get();
    dragging = dragging || far >= THRESHOLD;
    pull(event);
    if (dragging && drag.isPresent()) {
      edge.at(event);
    }
    event.consume();
  }

  private void pull(MouseEvent event) {
    Point2D at = place(event);
    pointer = Optional.of(at);
    if (dragging) {
      drag.ifPresent(each -> each.to(at, event));
    }
  }

  private void release(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY) {
      Optional<Drag> last = drag;
      drag = Optional.empty();
      edge.end();
      if (dragging) {
        last.ifPresent(each -> each.drop(place(event), event));
      } else {
        click(event);
      }
      dragging = false;
    }
    event.consume();
  }

  private void click(MouseEvent event) {
    boolean twice = event.getClickCount() == 2;
    switch (pressed) {
      case Hit.OnCard card when twice -> asking.rename(card.id());
      case Hit.OnCard card when adds(event) ->
          board.editor().select(board.editor().selection().toggled(card.id()));
      case Hit.OnCard card -> board.editor().select(card.id());
      case Hit.Mark mark -> {
        board.editor().select(mark.id());
        board.views().show(ToolPane.PROBLEMS);
      }
      case Hit.Port port -> asking.chooseExit(port.lead());
      case Hit.End end -> select(end.lead());
      case Hit.Line line -> select(line.lead());
      case Hit.Title title when twice -> asking.renameFrame(title.frame());
      case Hit.Title title -> {}
      case Hit.Corner corner -> {}
      case Hit.Nothing nothing when twice -> asking.add(pressedAt);
      case Hit.Nothing nothing when adds(event) -> {}
      case Hit.Nothing nothing -> board.editor().selectNothing();
    }
  }

  /// Gives up what is being dragged.
  ///
  /// @return whether anything was
  boolean cancel() {
    boolean any = dragging && drag.isPresent();
    drag.filter(each -> any).ifPresent(Drag::cancel);
    edge.end();
    drag = Optional.empty();
    return any;
  }
}
