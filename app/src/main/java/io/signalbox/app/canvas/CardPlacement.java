package io.signalbox.app.canvas;

import io.signalbox.app.kit.canvas.Arranging;
import io.signalbox.app.kit.canvas.CardFace;
import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Bounds;

/// Gives cards other places, each time as one step that can be undone.
record CardPlacement(CanvasContext board) {

  /// The edits that move cards from where they are drawn by default.
  List<GraphEdit> moves(Collection<String> ids, double x, double y) {
    var edits = new ArrayList<GraphEdit>();
    for (String id : ids) {
      Bounds at = board.geometry().settled().cards().get(id);
      if (at != null && board.graph().has(id)) {
        edits.add(new GraphEdit.Move(id, CardPositions.place(at.getMinX() + x, at.getMinY() + y)));
      }
    }
    return edits;
  }

  /// Moves what is selected a little; repeated, it is one step.
  void nudge(double x, double y) {
    List<String> ids = board.selected();
    List<GraphEdit> moves = moves(ids, x, y);
    if (!moves.isEmpty()) {
      var all = new ArrayList<>(board.geometry().settled().pins(board.graph()));
      all.addAll(moves);
      board.surface().stay();
      board.editor().editOn("Move " + board.words(ids), new GraphEdit.Several(all));
    }
  }

  /// Puts what is selected in line.
  void arrange(Arranging how) {
    var things = new LinkedHashMap<String, Bounds>();
    board.selected().forEach(id -> things.put(id, board.geometry().at(id)));
    if (things.size() > 1) {
      put(how.words(), how.of(things));
    }
  }

  private void put(String what, Map<String, Point> places) {
    var edits = new ArrayList<GraphEdit>();
    places.forEach(
        (id, at) -> edits.add(new GraphEdit.Move(id, CardPositions.place(at.x(), at.y()))));
    board.place(what, edits);
  }

  /// Lays out what is selected where it is, or everything if it is less than two.
  void tidy() {
    List<String> ids = board.selected();
    if (ids.size() > 1) {
      tidy(new HashSet<>(ids));
    } else if (board.editor().edit("Tidy", everything())) {
      board.surface().fit();
    }
  }

  /// Everything is written down where it is laid out, so that it stays there whatever is connected
  /// later.
  private GraphEdit everything() {
    var loose = new CardFaces(board.graph(), board.installation()).faces();
    List<Connection> leads =
        loose.stream().flatMap(face -> Connection.all(board.graph(), face.id()).stream()).toList();
    var edits = new ArrayList<GraphEdit>();
    CardPositions.tidied(loose, leads)
        .forEach((id, at) -> {
          if (board.graph().has(id)) {
            edits.add(new GraphEdit.Move(id, CardPositions.place(at.x(), at.y())));
          }
        });
    return new GraphEdit.Several(edits);
  }

  private void tidy(Set<String> ids) {
    List<CardFace> faces =
        ids.stream()
            .flatMap(id -> board.geometry().face(id).stream())
            .sorted(this::inOrder)
            .toList();
    List<Connection> leads =
        faces.stream().flatMap(face -> Connection.all(board.graph(), face.id()).stream()).toList();
    Map<String, Point> tidied = CardPositions.tidied(faces, leads);
    Bounds now = GraphGeometry.around(ids.stream().map(id -> board.geometry().at(id)).toList());
    var places = new LinkedHashMap<String, Point>();
    tidied.forEach(
        (id, at) -> places.put(id, new Point(now.getMinX() + at.x(), now.getMinY() + at.y())));
    put("Tidy " + board.words(List.copyOf(ids)), places);
  }

  private int inOrder(CardFace one, CardFace other) {
    List<String> order = List.copyOf(board.geometry().settled().cards().keySet());
    return Integer.compare(order.indexOf(one.id()), order.indexOf(other.id()));
  }
}
