package io.signalbox.app.canvas;

import io.signalbox.app.document.RoutePath;
import io.signalbox.app.kit.canvas.CardFace;
import io.signalbox.app.kit.canvas.Curve;
import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;

/// Where the cards and wires of a graph are on the canvas: where the graph has them, or elsewhere
/// while they are dragged. It knows nothing of what is drawn. For the UI thread.
final class GraphGeometry {
  private static final Bounds NOWHERE = new BoundingBox(0, 0, 1, 1);

  private final Map<String, CardFace> faces = new LinkedHashMap<>();
  private final Map<String, Bounds> places = new LinkedHashMap<>();
  private final Map<RoutePath.NodeExit, Connection> connections = new LinkedHashMap<>();
  private final Map<RoutePath.NodeExit, List<Point>> routes = new LinkedHashMap<>();
  private final Map<RoutePath.NodeExit, Bounds> extents = new LinkedHashMap<>();
  private CardPositions settled = CardPositions.NONE;

  /// Takes these cards and wires; [#settle()] puts them in their places.
  void show(List<CardFace> shown, CardPositions where) {
    settled = where;
    faces.clear();
    shown.forEach(face -> faces.put(face.id(), face));
    connections.clear();
    where.leads().forEach(each -> connections.put(each.wire(), each));
  }

  /// Puts everything where the graph has it.
  void settle() {
    places.clear();
    places.putAll(settled.cards());
    routes.clear();
    extents.clear();
    for (int i = 0; i < settled.leads().size(); i++) {
      if (!settled.routes().get(i).isEmpty()) {
        lay(settled.leads().get(i).wire(), settled.routes().get(i));
      }
    }
  }

  private void lay(RoutePath.NodeExit wire, List<Point> route) {
    routes.put(wire, route);
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (Point point : route) {
      left = Math.min(left, point.x());
      top = Math.min(top, point.y());
      right = Math.max(right, point.x());
      bottom = Math.max(bottom, point.y());
    }
    double bow = right - left < 48 ? 60 : 8;
    extents.put(
        wire, new BoundingBox(left - bow, top - 8, right - left + 2 * bow, bottom - top + 16));
  }

  /// Moves some cards away from where the graph has them, for the time being.
  ///
  /// @return the wires that run otherwise now
  List<RoutePath.NodeExit> shift(Set<String> ids, double x, double y) {
    for (String id : ids) {
      Bounds from = settled.cards().get(id);
      if (from != null) {
        places.put(
            id,
            new BoundingBox(
                from.getMinX() + x, from.getMinY() + y, from.getWidth(), from.getHeight()));
      }
    }
    var moved = new ArrayList<RoutePath.NodeExit>();
    for (Connection each : touching(ids)) {
      List<Point> route = CardPositions.route(each, faces, places, List.of());
      if (!route.isEmpty()) {
        lay(each.wire(), route);
        moved.add(each.wire());
      }
    }
    return moved;
  }

  /// The connections that begin or end at any of these cards.
  List<Connection> touching(Set<String> ids) {
    return settled.leads().stream()
        .filter(each -> ids.contains(each.wire().node()) || ids.contains(each.to()))
        .toList();
  }

  boolean has(String id) {
    return faces.containsKey(id);
  }

  Optional<CardFace> face(String id) {
    return Optional.ofNullable(faces.get(id));
  }

  Map<String, CardFace> faces() {
    return faces;
  }

  /// Where a card is now.
  Bounds at(String id) {
    return places.getOrDefault(id, NOWHERE);
  }

  /// Where all cards are now.
  Map<String, Bounds> places() {
    return places;
  }

  /// Where the graph has them.
  CardPositions settled() {
    return settled;
  }

  Optional<Connection> connection(RoutePath.NodeExit wire) {
    return Optional.ofNullable(connections.get(wire));
  }

  /// How a wire runs now; empty if it leads nowhere.
  List<Point> route(RoutePath.NodeExit wire) {
    return routes.getOrDefault(wire, List.of());
  }

  Collection<List<Point>> routes() {
    return routes.values();
  }

  /// What each wire's route lies within.
  Map<RoutePath.NodeExit, Bounds> extents() {
    return extents;
  }

  /// The place from which a wire leaves.
  Point out(RoutePath.NodeExit wire) {
    Bounds from = at(wire.node());
    double y = face(wire.node()).map(face -> face.outY(wire.exit())).orElse(0.0);
    return new Point(from.getMaxX(), from.getMinY() + y);
  }

  /// The wire that is nearest to a place, if one is near.
  Optional<Connection> nearest(double x, double y, double reach) {
    Optional<Connection> best = Optional.empty();
    double least = reach;
    for (var each : extents.entrySet()) {
      double distance =
          isNear(each.getValue(), x, y, reach)
              ? Curve.distance(route(each.getKey()), x, y)
              : Double.MAX_VALUE;
      if (distance <= least) {
        least = distance;
        best = connection(each.getKey());
      }
    }
    return best;
  }

  private static boolean isNear(Bounds extent, double x, double y, double reach) {
    return x > extent.getMinX() - reach
        && x < extent.getMaxX() + reach
        && y > extent.getMinY() - reach
        && y < extent.getMaxY() + reach;
  }

  /// The cards that lie within a part of the canvas.
  List<String> within(Bounds part, boolean wholly) {
    return places.entrySet().stream()
        .filter(each -> wholly ? part.contains(each.getValue()) : part.intersects(each.getValue()))
        .map(Map.Entry::getKey)
        .filter(id -> !id.equals(CardFaces.START))
        .toList();
  }

  /// Where everything is.
  Bounds bounds() {
    return around(places.values());
  }

  /// What holds all of these.
  static Bounds around(Collection<Bounds> things) {
    double left = things.stream().mapToDouble(Bounds::getMinX).min().orElse(0);
    double top = things.stream().mapToDouble(Bounds::getMinY).min().orElse(0);
    double right = things.stream().mapToDouble(Bounds::getMaxX).max().orElse(1);
    double bottom = things.stream().mapToDouble(Bounds::getMaxY).max().orElse(1);
    return new BoundingBox(left, top, right - left, bottom - top);
  }
}
