package io.signalbox.app.canvas;

import io.signalbox.app.document.RoutePath;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.kit.canvas.CardFace;
import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Bounds;

/// Finds what lies at a place of the canvas.
///
/// @param cards those that are drawn
record HitTest(GraphGeometry geometry, Map<String, Card> cards) {
  private static final double PORT = 9;
  private static final double NEAR = 6;

  /// What lies at a place: ports first, then cards, then wires.
  Hit hit(double x, double y, Set<String> inFront, double zoom) {
    var order = new ArrayList<String>(inFront);
    var rest = new ArrayList<>(geometry.places().keySet());
    Collections.reverse(rest);
    order.addAll(rest);
    var seen = new HashSet<String>();
    for (String id : order) {
      Optional<Hit> found = seen.add(id) ? hitCard(id, x, y) : Optional.empty();
      if (found.isPresent()) {
        return found.get();
      }
    }
    return geometry
        .nearest(x, y, NEAR / Math.min(1, zoom))
        .<Hit>map(lead -> isEnd(lead, x, y) ? new Hit.End(lead) : new Hit.Line(lead))
        .orElse(new Hit.Nothing());
  }

  private Optional<Hit> hitCard(String id, double x, double y) {
    Bounds at = geometry.at(id);
    if (x < at.getMinX()
        || x > at.getMaxX() + PORT
        || y < at.getMinY() - PORT
        || y > at.getMaxY() + PORT) {
      return Optional.empty();
    }
    if (Optional.ofNullable(cards.get(id))
        .filter(card -> card.isMark(x - at.getMinX(), y - at.getMinY()))
        .isPresent()) {
      return Optional.of(new Hit.Mark(id));
    }
    Optional<Hit> port = port(id, x, y);
    return port.isPresent() || !at.contains(x, y) ? port : Optional.of(new Hit.OnCard(id));
  }

  private Optional<Hit> port(String id, double x, double y) {
    CardFace face = geometry.face(id).orElse(CardFaces.UNKNOWN);
    int ports = face.rows().size() + (face.extra().grows() ? 1 : 0);
    for (int i = 0; i < ports; i++) {
      var key = new RoutePath.NodeExit(id, i);
      Point at = geometry.out(key);
      double reach = i < face.rows().size() ? PORT : PORT - 2;
      if (Math.hypot(at.x() - x, at.y() - y) <= reach) {
        return Optional.of(new Hit.Port(geometry.connection(key).orElse(new Connection(key, ""))));
      }
    }
    return Optional.empty();
  }

  private boolean isEnd(Connection lead, double x, double y) {
    List<Point> route = geometry.route(lead.wire());
    return !route.isEmpty()
        && Math.hypot(route.getLast().x() - x, route.getLast().y() - y) <= 2 * PORT;
  }
}
