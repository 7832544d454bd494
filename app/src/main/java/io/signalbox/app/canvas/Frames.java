package io.signalbox.app.canvas;

import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.canvas.FrameBox;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;

/// The frames and notes below the cards, and which of them is selected. For the UI thread.
final class Frames {
  private static final double AROUND = 20;
  private static final double LEAST = 40;
  private static final double NOTE_WIDTH = 200;
  private static final double NOTE_HEIGHT = 80;

  private final Editor editor;
  private final Layer layer = new Layer();
  private final List<FrameBox> boxes = new ArrayList<>();
  private int selected = -1;

  Frames(Editor editor) {
    this.editor = editor;
  }

  Layer layer() {
    return layer;
  }

  private List<Frame> all() {
    return editor.document().graph().frames();
  }

  Optional<Frame> get(int index) {
    return index >= 0 && index < all().size() ? Optional.of(all().get(index)) : Optional.empty();
  }

  /// Shows what the graph has.
  void show() {
    while (boxes.size() > all().size()) {
      layer.getChildren().remove(boxes.removeLast());
    }
    while (boxes.size() < all().size()) {
      var box = new FrameBox();
      boxes.add(box);
      layer.getChildren().add(box);
    }
    for (int i = 0; i < boxes.size(); i++) {
      Frame frame = all().get(i);
      boxes.get(i).setWords(frame.name().orElse(""), frame.note().orElse(""));
      draw(i, bounds(frame));
    }
    select(selected < boxes.size() ? selected : -1);
  }

  /// Draws one elsewhere for the time being; [#show()] takes it back.
  void draw(int index, Bounds at) {
    boxes.get(index).resizeRelocate(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight());
  }

  static Bounds bounds(Frame frame) {
    return new BoundingBox(
        frame.at().x(), frame.at().y(), frame.size().width(), frame.size().height());
  }

  /// Selects one; -1: none.
  void select(int index) {
    selected = index;
    for (int i = 0; i < boxes.size(); i++) {
      boxes.get(i).setSelected(i == index);
    }
  }

  int selected() {
    return selected;
  }

  /// Selects the one after the selected one, and after the last the first.
  ///
  /// @return where it is; empty if there is none at all
  Optional<Bounds> selectNext() {
    if (all().isEmpty()) {
      return Optional.empty();
    }
    editor.selectNothing();
    select((selected + 1) % all().size());
    return get(selected).map(Frames::bounds);
  }

  /// Moves the selected one.
  void nudge(double x, double y) {
    move(selected, x, y).ifPresent(edit -> editor.edit("Move frame", edit));
  }

  /// The frame's title or corner at a place; the last one drawn first.
  Optional<Hit> hit(double x, double y) {
    for (int i = all().size() - 1; i >= 0; i--) {
      Frame frame = all().get(i);
      Bounds at = bounds(frame);
      if (at.contains(x, y)) {
        boolean corner = x > at.getMaxX() - FrameBox.CORNER && y > at.getMaxY() - FrameBox.CORNER;
        if (corner) {
          return Optional.of(new Hit.Corner(i));
        }
        if (frame.name().isEmpty() || y < at.getMinY() + FrameBox.TITLE) {
          return Optional.of(new Hit.Title(i));
        }
      }
    }
    return Optional.empty();
  }

  /// Draws a frame around these.
  void add(List<Bounds> things) {
    Bounds around = GraphGeometry.around(things);
    put(
        "Frame",
        all().size(),
        Frame.named(
            "Group",
            CardPositions.place(
                around.getMinX() - AROUND, around.getMinY() - AROUND - FrameBox.TITLE),
            new Frame.Size(
                Math.rint(around.getWidth() + 2 * AROUND),
                Math.rint(around.getHeight() + 2 * AROUND + FrameBox.TITLE))));
  }

  /// Puts a note that stands by itself.
  ///
  /// @return its index; empty if the graph cannot be edited
  Optional<Integer> addNote(Point2D at) {
    int index = all().size();
    put(
        "Add note",
        index,
        Frame.noting(
            "Note",
            CardPositions.place(at.getX(), at.getY()),
            new Frame.Size(NOTE_WIDTH, NOTE_HEIGHT)));
    return Optional.of(index).filter(each -> each < all().size());
  }

  private void put(String what, int index, Frame frame) {
    if (editor.edit(what, new GraphEdit.PutFrame(index, frame))) {
      editor.selectNothing();
      select(index);
    }
  }

  /// Gives the words of one; a title stays a title, a note a note.
  void rename(int index, String words) {
    get(index)
        .filter(frame -> !words.isBlank())
        .ifPresent(frame -> {
          boolean named = frame.name().isPresent();
          var other =
              new Frame(
                  named ? Optional.of(words.strip()) : Optional.empty(),
                  named ? frame.note() : Optional.of(words.strip()),
                  frame.at(),
                  frame.size());
          put("Rename frame", index, other);
        });
  }

  /// Makes one so large.
  void resize(int index, double width, double height) {
    get(index)
        .ifPresent(frame ->
            put(
                "Resize frame",
                index,
                frame.sized(
                    new Frame.Size(
                        Math.rint(Math.max(LEAST, width)), Math.rint(Math.max(LEAST, height))))));
  }

  /// The edit that moves one.
  Optional<GraphEdit> move(int index, double x, double y) {
    return get(index)
        .map(frame -> {
          About.CanvasPoint to = CardPositions.place(frame.at().x() + x, frame.at().y() + y);
          return new GraphEdit.PutFrame(index, frame.movedTo(to));
        });
  }

  /// Takes the selected one away; what it surrounds stays.
  void remove() {
    if (get(selected).isPresent()) {
      editor.edit("Remove frame", new GraphEdit.RemoveFrame(selected));
    }
  }
}
