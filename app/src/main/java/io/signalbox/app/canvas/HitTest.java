package io.signalbox.app.canvas;

import io.signalbox.app.document.RoutePath;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.kit.canvas.CardFace;
import io.signalbox.app.kit.canvas.Curve;
import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;

/// Finds what of a sheet lies at a place of the canvas.
///
/// @param cards those that are there
/// @param extents what each wire's route lies within
record HitTest(
    Map<String, Bounds> places,
    Map<String, CardFace> faces,
    Map<String, Card> cards,
    Map<RoutePath.Wire, Connection> leads,
    Map<RoutePath.Wire, List<Point>> routes,
    Map<RoutePath.Wire, Bounds> extents) {
  private static final double PORT = 9;
  private static final double NEAR = 6;
  private static final Bounds NOWHERE = new BoundingBox(0, 0, 1, 1);

  /// The place from which a wire leaves.
  Point out(RoutePath.Wire wire) {
    Bounds from = places.getOrDefault(wire.node(), NOWHERE);
    double y =
        Optional.ofNullable(faces.get(wire.node())).map(face -> face.outY(wire.exit())).orElse(0.0);
    return new Point(from.getMaxX(), from.getMinY() + y);
  }

  /// What lies at a place: ports first, then cards, then wires.
  Hit hit(double x, double y, Set<String> inFront, double zoom) {
    var order = new ArrayList<String>(inFront);
    var rest = new ArrayList<>(places.keySet());
    Collections.reverse(rest);
    order.addAll(rest);
    var seen = new HashSet<String>();
    for (String id : order) {
      Optional<Hit> found = seen.add(id) ? hitCard(id, x, y) : Optional.empty();
      if (found.isPresent()) {
        return found.get();
      }
    }
    return nearest(x, y, NEAR / Math.min(1, zoom))
        .<Hit>map(lead -> isEnd(lead, x, y) ? new Hit.End(lead) : new Hit.Line(lead))
        .orElse(new Hit.Nothing());
  }

  private Optional<Hit> hitCard(String id, double x, double y) {
    Bounds at = places.getOrDefault(id, NOWHERE);
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
    CardFace face = faces.getOrDefault(id, CardFaces.UNKNOWN);
    int ports = face.rows().size() + (face.extra().grows() ? 1 : 0);
    for (int i = 0; i < ports; i++) {
      var key = new RoutePath.Wire(id, i);
      Point at = out(key);
      double reach = i < face.rows().size() ? PORT : PORT - 2;
      if (Math.hypot(at.x() - x, at.y() - y) <= reach) {
        return Optional.of(new Hit.Port(leads.getOrDefault(key, new Connection(key, ""))));
      }
    }
    return Optional.empty();
  }

  private boolean isEnd(Connection lead, double x, double y) {
    List<Point> route = routes.getOrDefault(lead.wire(), List.of());
    return !route.isEmpty()
        && Math.hypot(route.getLast().x() - x, route.getLast().y() - y) <= 2 * PORT;
  }

  /// The wire that is nearest to a place, if one is near.
  Optional<Connection> nearest(double x, double y, double reach) {
    Optional<Connection> best = Optional.empty();
    double least = reach;
    for (var each : extents.entrySet()) {
      Bounds extent = each.getValue();
      boolean near =
          x > extent.getMinX() - reach
              && x < extent.getMaxX() + reach
              && y > extent.getMinY() - reach
              && y < extent.getMaxY() + reach;
      double distance =
          near
              ? Curve.distance(routes.getOrDefault(each.getKey(), List.of()), x, y)
              : Double.MAX_VALUE;
      if (distance <= least) {
        least = distance;
        best = Optional.ofNullable(leads.get(each.getKey()));
      }
    }
    return best;
  }
}
