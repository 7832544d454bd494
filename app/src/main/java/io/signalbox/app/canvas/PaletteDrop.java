package io.signalbox.app.canvas;

import io.signalbox.app.document.RoutePath;
import io.signalbox.app.kinds.Kinds;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.kit.canvas.CardFace;
import io.signalbox.app.state.CarriedItem;
import io.signalbox.app.state.Notice;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;

/// What is carried here from another pane: a card goes with the pointer, and stays where it is let
/// go; a text becomes an example of the class on whose row it is let go. For the UI thread.
final class PaletteDrop {
  private final CanvasContext board;
  private final InlinePrompt asking;
  private Optional<Card> ghost = Optional.empty();

  PaletteDrop(CanvasContext board, InlinePrompt asking) {
    this.board = board;
    this.asking = asking;
  }

  void on(GraphCanvas canvas) {
    on(
        canvas,
        board.carried().palette(),
        what -> face(what.style(), what.words()),
        load -> here(load).ifPresent(at -> asking.place(load.what(), at)));
    on(
        canvas,
        board.carried().examples(),
        text -> face(Kinds.of(NodeKind.INTENT).style(), text.strip().replaceAll("\\s+", " ")),
        load -> here(load).ifPresent(at -> give(load.what(), at)));
  }

  private <T> void on(
      GraphCanvas canvas,
      CarriedItem<T> carried,
      Function<T, CardFace> face,
      java.util.function.Consumer<CarriedItem.Load<T>> arrive) {
    carried
        .loadProperty()
        .addListener((o, before, now) -> {
          now.filter(load -> !load.dropped())
              .ifPresentOrElse(load -> follow(canvas, load, face), this::vanish);
          now.filter(CarriedItem.Load::dropped).ifPresent(arrive);
        });
  }

  private static CardFace face(String style, String words) {
    return new CardFace("", style, words, "", List.of(), "", CardFace.WIDTH);
  }

  private <T> void follow(
      GraphCanvas canvas, CarriedItem.Load<T> load, Function<T, CardFace> face) {
    Scene scene = canvas.getScene();
    if (scene == null || !(scene.getRoot() instanceof Pane root)) {
      return;
    }
    Card card = ghost.orElseGet(() -> appear(root, face.apply(load.what())));
    ghost = Optional.of(card);
    card.relocate(load.x() - CardFace.WIDTH / 2, load.y() - CardFace.HEADER / 2);
  }

  private static Card appear(Pane root, CardFace face) {
    var card = new Card(face);
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

  /// Where it was let go on the canvas; empty if that is elsewhere.
  private Optional<Point2D> here(CarriedItem.Load<?> load) {
    Point2D here = board.surface().sceneToLocal(load.x(), load.y());
    return here != null && board.surface().getLayoutBounds().contains(here)
        ? Optional.of(board.surface().toCanvas(here.getX(), here.getY()))
        : Optional.empty();
  }

  private void give(String text, Point2D at) {
    Optional<IntentNode> node = card(at).flatMap(board.graph()::node).flatMap(PaletteDrop::intent);
    Optional<String> label = node.flatMap(each -> label(each, at));
    if (label.isEmpty()) {
      board.notices().tell(Notice.trouble("Drop the test on a class of an intent node."));
      return;
    }
    board
        .editor()
        .edit(
            "Add example",
            new GraphEdit.PutNode(node.get().withMoreExamples(label.get(), List.of(text))));
  }

  private static Optional<IntentNode> intent(io.signalbox.engine.graph.Node node) {
    return node instanceof IntentNode intent ? Optional.of(intent) : Optional.empty();
  }

  private Optional<String> card(Point2D at) {
    return switch (board.sheet().hit(at.getX(), at.getY(), Set.of())) {
      case Hit.OnCard card -> Optional.of(card.id());
      case Hit.Mark mark -> Optional.of(mark.id());
      case Hit.Port port -> Optional.of(port.lead().wire().node());
      case Hit.End end -> Optional.empty();
      case Hit.Line line -> Optional.empty();
      case Hit.Title title -> Optional.empty();
      case Hit.Corner corner -> Optional.empty();
      case Hit.Nothing nothing -> Optional.empty();
    };
  }

  /// The class whose row is at a height.
  private Optional<String> label(IntentNode node, Point2D at) {
    List<String> labels = List.copyOf(node.classes().sequencedKeySet());
    return IntStream.range(0, labels.size())
        .filter(i -> {
          double middle = board.geometry().out(new RoutePath.NodeExit(node.id(), i)).y();
          return Math.abs(middle - at.getY()) <= CardFace.ROW / 2;
        })
        .mapToObj(labels::get)
        .findFirst();
  }
}
