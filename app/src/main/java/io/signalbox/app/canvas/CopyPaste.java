package io.signalbox.app.canvas;

import io.signalbox.app.document.Selection;
import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import io.signalbox.app.kit.canvas.Snapping;
import io.signalbox.app.state.Notice;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Copies what is selected as text, and pastes text.
record CopyPaste(CanvasContext board) {
  private static final double BESIDE = 32;

  /// Puts what is selected on the clipboard, as it stands in the file.
  void copy() {
    Set<String> ids = new LinkedHashSet<>(board.selected());
    if (!ids.isEmpty()) {
      var content = new ClipboardContent();
      content.putString(GraphClipboard.text(board.graph(), ids, places(ids)));
      Clipboard.getSystemClipboard().setContent(content);
    }
  }

  private Map<String, Point> places(Set<String> ids) {
    var places = new LinkedHashMap<String, Point>();
    for (String id : ids) {
      Bounds at = board.geometry().at(id);
      places.put(id, new Point(at.getMinX(), at.getMinY()));
    }
    return places;
  }

  /// Puts what is on the clipboard near a place.
  void paste(Point2D at) {
    String text = Optional.ofNullable(Clipboard.getSystemClipboard().getString()).orElse("");
    Optional<RoutingGraph> part = GraphClipboard.read(text);
    if (part.isEmpty()) {
      board
          .notices()
          .tell(
              Notice.trouble(
                  "The clipboard contains no nodes. Copy nodes on the canvas, or the nodes: part of"
                      + " a graph file."));
      return;
    }
    put("Paste", part.get(), new Point(Snapping.grid(at.getX()), Snapping.grid(at.getY())));
  }

  /// Puts what is selected there once more.
  void duplicate() {
    Set<String> ids = new LinkedHashSet<>(board.selected());
    Bounds now = GraphGeometry.around(ids.stream().map(board.geometry()::at).toList());
    GraphClipboard.read(GraphClipboard.text(board.graph(), ids, places(ids)))
        .ifPresent(part ->
            put(
                "Duplicate " + board.words(List.copyOf(ids)),
                part,
                new Point(now.getMinX() + BESIDE, now.getMinY() + BESIDE)));
  }

  private void put(String what, RoutingGraph part, Point at) {
    GraphClipboard.Pasted pasted = GraphClipboard.paste(board.graph(), part, at);
    if (board.place(what, List.of(pasted.edit()))) {
      board.editor().select(Selection.of(pasted.ids()));
    }
  }
}
