package io.signalbox.app.kit;

import java.util.Optional;
import javafx.event.EventHandler;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// A ring around whatever the keyboard acts on, the same everywhere and unlike a selection. It is
/// drawn over the page and takes no room. It is not there while the mouse is used, and not around
/// fields for text, which show a caret and a border of their own. Where the program moves the focus
/// it counts what the user took last, keys or the mouse.
public final class FocusRing extends Region {
  private static final double APART = 3;
  private static final double LEAST = 4;

  private Subscription focus = Subscription.EMPTY;
  private boolean keys;
  private boolean moved;

  public FocusRing() {
    setManaged(false);
    setMouseTransparent(true);
    setVisible(false);
    getStyleClass().add("focus-ring");
    Runnable look = this::look;
    sceneProperty()
        .addListener((o, left, entered) -> {
          focus.unsubscribe();
          Optional.ofNullable(left).ifPresent(scene -> scene.removePostLayoutPulseListener(look));
          Optional.ofNullable(entered).ifPresent(scene -> follow(scene, look));
        });
  }

  /// Whatever moves what has the focus makes a pulse, and so does a change of the focus.
  private void follow(Scene scene, Runnable look) {
    scene.addPostLayoutPulseListener(look);
    EventHandler<KeyEvent> typed = e -> keys = true;
    EventHandler<MouseEvent> pressed = e -> keys = false;
    scene.addEventFilter(KeyEvent.KEY_PRESSED, typed);
    scene.addEventFilter(MouseEvent.MOUSE_PRESSED, pressed);
    focus =
        scene
            .focusOwnerProperty()
            .subscribe(owner -> {
              moved = keys;
              look();
            })
            .and(() -> scene.removeEventFilter(KeyEvent.KEY_PRESSED, typed))
            .and(() -> scene.removeEventFilter(MouseEvent.MOUSE_PRESSED, pressed));
  }

  private void look() {
    Optional<Bounds> around =
        Optional.ofNullable(getScene())
            .flatMap(scene -> Optional.ofNullable(scene.getFocusOwner()))
            .filter(
                owner -> (owner.isFocusVisible() || moved) && !(owner instanceof TextInputControl))
            .flatMap(FocusRing::seen);
    setVisible(around.isPresent());
    around.ifPresent(this::put);
  }

  private void put(Bounds inScene) {
    Bounds here = getParent().sceneToLocal(inScene);
    resizeRelocate(
        here.getMinX() - APART,
        here.getMinY() - APART,
        here.getWidth() + 2 * APART,
        here.getHeight() + 2 * APART);
  }

  /// The part of a node that is not scrolled away.
  private static Optional<Bounds> seen(Node owner) {
    Bounds seen = owner.localToScene(owner.getLayoutBounds());
    for (Node each = owner.getParent(); each != null; each = each.getParent()) {
      if (each.getClip() != null) {
        seen = common(seen, each.localToScene(each.getClip().getBoundsInParent()));
      }
    }
    return seen.getWidth() < LEAST || seen.getHeight() < LEAST
        ? Optional.empty()
        : Optional.of(seen);
  }

  private static Bounds common(Bounds one, Bounds other) {
    double x = Math.max(one.getMinX(), other.getMinX());
    double y = Math.max(one.getMinY(), other.getMinY());
    double width = Math.min(one.getMaxX(), other.getMaxX()) - x;
    double height = Math.min(one.getMaxY(), other.getMaxY()) - y;
    return new BoundingBox(x, y, Math.max(0, width), Math.max(0, height));
  }
}
