package io.signalbox.app.canvas;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kinds.CarriedItems;
import io.signalbox.app.kit.canvas.CanvasSurface;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.Views;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;

/// What everything on the canvas works with.
record CanvasContext(
    Editor editor,
    Views views,
    Notices notices,
    Installation installation,
    CarriedItems carried,
    CanvasSurface surface,
    GraphContent sheet,
    GraphDecoration marks,
    Frames frames) {

  RoutingGraph graph() {
    return editor.document().graph();
  }

  GraphGeometry geometry() {
    return sheet.geometry();
  }

  CardFaces cards() {
    return new CardFaces(graph(), installation);
  }

  /// The nodes and models that are selected.
  List<String> selected() {
    return editor.selection().ids();
  }

  /// Does something that gives things a place: from then on all have one, so that nothing else
  /// moves.
  boolean place(String what, List<GraphEdit> edits) {
    var all = new ArrayList<>(geometry().settled().pins(graph()));
    all.addAll(edits);
    surface.stay();
    return editor.edit(what, new GraphEdit.Several(all));
  }

  /// `Triage`, or `3 cards`.
  String words(List<String> ids) {
    return ids.size() == 1 ? cards().title(ids.getFirst()) : ids.size() + " cards";
  }

  /// The free place that is nearest to a wished one, straight below it.
  About.CanvasPoint free(double x, double y, double width, double height) {
    double down = y;
    for (int i = 0; i < 200 && taken(x, down, width, height); i++) {
      down += 8;
    }
    return CardPositions.place(x, down);
  }

  private boolean taken(double x, double y, double width, double height) {
    Bounds wanted = new BoundingBox(x - 4, y - 4, width + 8, height + 8);
    return geometry().places().values().stream().anyMatch(wanted::intersects);
  }

  /// The middle of what can be seen.
  Point2D middle() {
    Bounds seen = surface.visible();
    return new Point2D(seen.getCenterX(), seen.getCenterY());
  }
}
