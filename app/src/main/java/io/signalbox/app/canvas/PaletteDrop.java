package io.signalbox.app.canvas;

import io.signalbox.app.kinds.PaletteDrag;
import io.signalbox.app.kinds.PaletteItem;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.kit.canvas.CardFace;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;

/// What is carried here from another pane: a card goes with the pointer, and stays where it is let
/// go. For the UI thread.
final class PaletteDrop {
  private final CanvasContext board;
  private final InlinePrompt asking;
  private Optional<Card> ghost = Optional.empty();

  PaletteDrop(CanvasContext board, InlinePrompt asking) {
    this.board = board;
    this.asking = asking;
  }

  void on(GraphCanvas canvas) {
    PaletteDrag drag = board.drag();
    drag.loadProperty()
        .addListener((o, before, now) -> {
          now.filter(load -> !load.dropped())
              .ifPresentOrElse(load -> follow(canvas, load), this::vanish);
          now.filter(PaletteDrag.Load::dropped).ifPresent(this::arrive);
        });
  }

  private void follow(GraphCanvas canvas, PaletteDrag.Load load) {
    Scene scene = canvas.getScene();
    if (scene == null || !(scene.getRoot() instanceof Pane root)) {
      return;
    }
    Card card = ghost.orElseGet(() -> appear(root, load.what()));
    ghost = Optional.of(card);
    card.relocate(load.x() - CardFace.WIDTH / 2, load.y() - CardFace.HEADER / 2);
  }

  private static Card appear(Pane root, PaletteItem what) {
    var card =
        new Card(new CardFace("", what.style(), what.words(), "", List.of(), "", CardFace.WIDTH));
    card.setMouseTransparent(true);
    card.setFocusTraversable(false);
    card.getStyleClass().add("ghost");
    root.getChildren().add(card);
    return card;
  }

  private void vanish() {
    ghost.ifPresent(card -> {
      if (card.getParent() instanceof Pane root) {
        root.getChildren().remove(card);
      }
    });
    ghost = Optional.empty();
  }

  private void arrive(PaletteDrag.Load load) {
    Point2D here = board.surface().sceneToLocal(load.x(), load.y());
    if (here != null && board.surface().getLayoutBounds().contains(here)) {
      asking.place(load.what(), board.surface().toCanvas(here.getX(), here.getY()));
    }
  }
}
