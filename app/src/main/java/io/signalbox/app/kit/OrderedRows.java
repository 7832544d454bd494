package io.signalbox.app.kit;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;

/// Rows whose order matters: one is moved by dragging its handle, or with Alt and the arrow keys
/// where the focus is in it. The rows stay where they are; whoever is told of the move shows the
/// new order in them.
public final class OrderedRows extends VBox {
  private static final PseudoClass ABOVE = PseudoClass.getPseudoClass("drop-above");
  private static final PseudoClass BELOW = PseudoClass.getPseudoClass("drop-below");
  private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");

  private final BiConsumer<Integer, Integer> move;
  private int from = -1;
  private int gap = -1;

  /// A row that can be moved.
  public interface OrderedRow {
    /// The row itself.
    Node view();

    /// What it is dragged by.
    Node handle();

    /// Takes the focus, as its handle has.
    void focus();
  }

  private List<? extends OrderedRow> rows = List.of();

  /// No rows yet.
  ///
  /// @param move told that the row at an index is to stand at another one
  public OrderedRows(BiConsumer<Integer, Integer> move) {
    this.move = move;
    getStyleClass().add("ordered-rows");
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    // Not on the handle: the pointer leaves it at once, and not every platform holds on to it.
    addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventFilter(MouseEvent.MOUSE_RELEASED, this::drop);
  }

  /// Shows these rows; those that were there stay there.
  public void show(List<? extends OrderedRow> next) {
    List<Node> views = next.stream().map(OrderedRow::view).toList();
    rows = List.copyOf(next);
    if (!getChildren().equals(views)) {
      getChildren().setAll(views);
    }
  }

  /// A row's handle begins to work.
  public void arm(OrderedRow row) {
    row.handle()
        .addEventFilter(
            MouseEvent.MOUSE_PRESSED,
            e -> from = e.getButton() == MouseButton.PRIMARY ? rows.indexOf(row) : -1);
  }

  /// Moves the row with the focus.
  ///
  /// @param by how far, down if positive
  /// @return whether it could
  public boolean moveFocused(int by) {
    Optional<Integer> at = focused();
    return at.isPresent() && moveTo(at.get(), at.get() + by);
  }

  /// The index of the row that has the focus.
  public Optional<Integer> focused() {
    for (int i = 0; i < rows.size(); i++) {
      if (holdsFocus(rows.get(i).view())) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private boolean holdsFocus(Node row) {
    Node each = getScene() == null ? null : getScene().getFocusOwner();
    while (each != null && !each.equals(row)) {
      each = each.getParent();
    }
    return each != null;
  }

  private boolean moveTo(int index, int to) {
    if (to < 0 || to >= rows.size() || to == index) {
      return false;
    }
    move.accept(index, to);
    rows.get(to).focus();
    return true;
  }

  private void key(KeyEvent event) {
    boolean up = event.getCode() == KeyCode.UP;
    if (event.isAltDown() && (up || event.getCode() == KeyCode.DOWN) && focused().isPresent()) {
      moveFocused(up ? -1 : 1);
      event.consume();
    }
  }

  private void drag(MouseEvent event) {
    if (from < 0) {
      return;
    }
    double y = sceneToLocal(event.getSceneX(), event.getSceneY()).getY();
    gap = 0;
    for (int i = 0; i < rows.size(); i++) {
      gap += y > rows.get(i).view().getBoundsInParent().getCenterY() ? 1 : 0;
    }
    mark();
    event.consume();
  }

  private void mark() {
    for (int i = 0; i < rows.size(); i++) {
      Node view = rows.get(i).view();
      boolean last = i == rows.size() - 1;
      view.pseudoClassStateChanged(DRAGGED, i == from);
      view.pseudoClassStateChanged(ABOVE, from >= 0 && gap == i);
      view.pseudoClassStateChanged(BELOW, from >= 0 && last && gap > i);
    }
  }

  private void drop(MouseEvent event) {
    int index = from;
    int to = gap > index ? gap - 1 : gap;
    boolean moved = index >= 0 && gap >= 0;
    from = -1;
    gap = -1;
    mark();
    if (moved) {
      moveTo(index, to);
      event.consume();
    }
  }
}
