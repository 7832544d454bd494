package io.signalbox.app.canvas;

import io.signalbox.app.kit.canvas.CardFace;
import io.signalbox.app.kit.canvas.LayeredLayout;
import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import io.signalbox.app.kit.canvas.Routing;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;

/// Where the cards of a graph stand and its wires lead. Who has no place in the file is laid out
/// automatically. Immutable.
///
/// @param cards by the id of their node or model
/// @param routes of the leads, in their order; empty for one that leads nowhere
record CardPositions(Map<String, Bounds> cards, List<Connection> leads, List<List<Point>> routes) {
  static final CardPositions NONE = new CardPositions(Map.of(), List.of(), List.of());
  private static final LayeredLayout.Gaps GAPS = new LayeredLayout.Gaps(40, 22);
  private static final int MANY = 400;
  private static final double ACROSS = 40;

  CardPositions {
    cards = Collections.unmodifiableMap(new LinkedHashMap<>(cards));
    leads = List.copyOf(leads);
    routes = List.copyOf(routes);
  }

  /// Places all cards.
  ///
  /// @param last what was laid out before; used again if nothing matters that has changed
  static CardPositions of(RoutingGraph graph, List<CardFace> faces, Automatic last) {
    List<Connection> leads =
        faces.stream().flatMap(face -> Connection.all(graph, face.id()).stream()).toList();
    Map<String, Point> chosen = chosen(graph);
    boolean whole = graph.nodes().size() + graph.models().size() == chosen.size();
    LayeredLayout.Result layout =
        whole && faces.size() > MANY
            ? Automatic.NOTHING
            : last.of(boxes(faces), links(faces, leads));
    var cards = new LinkedHashMap<String, Bounds>();
    for (CardFace face : faces) {
      Point usual = layout.places().getOrDefault(face.id(), new Point(0, 0));
      Point at = chosen.getOrDefault(face.id(), usual);
      cards.put(face.id(), new BoundingBox(at.x(), at.y(), face.width(), face.height()));
    }
    Map<String, Bounds> apart = CardSpacing.apart(cards);
    beforeStart(graph, chosen, apart);
    return new CardPositions(apart, leads, routes(leads, faces, apart, layout));
  }

  /// Requests stand before where they begin, once that has a place.
  private static void beforeStart(
      RoutingGraph graph, Map<String, Point> chosen, Map<String, Bounds> cards) {
    Bounds own = cards.get(CardFaces.START);
    if (own == null || chosen.isEmpty()) {
      return;
    }
    Point start = chosen.get(graph.start());
    double x =
        start != null ? start.x() : chosen.values().stream().mapToDouble(Point::x).min().orElse(0);
    double y =
        start != null ? start.y() : chosen.values().stream().mapToDouble(Point::y).min().orElse(0);
    if (start != null || !graph.has(graph.start())) {
      cards.put(
          CardFaces.START,
          new BoundingBox(
              x - ACROSS - own.getWidth(), y - CardFace.ROW - 10, own.getWidth(), own.getHeight()));
    }
  }

  private static List<LayeredLayout.Box> boxes(List<CardFace> faces) {
    return faces.stream()
        .map(face -> new LayeredLayout.Box(face.id(), face.width(), face.height(), face.inY()))
        .toList();
  }

  private static List<LayeredLayout.Link> links(List<CardFace> faces, List<Connection> leads) {
    Map<String, CardFace> byId = byId(faces);
    var links = new ArrayList<LayeredLayout.Link>();
    for (Connection lead : leads) {
      CardFace from = byId.get(lead.wire().node());
      double y = from == null ? 0 : from.outY(lead.wire().exit());
      links.add(new LayeredLayout.Link(lead.wire().node(), lead.to(), y));
    }
    return links;
  }

  private static Map<String, CardFace> byId(List<CardFace> faces) {
    var byId = new LinkedHashMap<String, CardFace>();
    faces.forEach(face -> byId.put(face.id(), face));
    return byId;
  }

  private static List<List<Point>> routes(
      List<Connection> leads,
      List<CardFace> faces,
      Map<String, Bounds> cards,
      LayeredLayout.Result layout) {
    Map<String, CardFace> byId = byId(faces);
    var routes = new ArrayList<List<Point>>();
    for (int i = 0; i < leads.size(); i++) {
      Connection lead = leads.get(i);
      List<Point> laid = layout.routes().isEmpty() ? List.of() : layout.routes().get(i);
      boolean asLaid =
          !laid.isEmpty()
              && isAt(cards, layout, lead.wire().node())
              && isAt(cards, layout, lead.to());
      routes.add(asLaid ? laid : route(lead, byId, cards, cards.values()));
    }
    return routes;
  }

  private static boolean isAt(Map<String, Bounds> cards, LayeredLayout.Result layout, String id) {
    Bounds now = cards.get(id);
    Point usual = layout.places().get(id);
    return now != null
        && usual != null
        && Math.abs(now.getMinX() - usual.x()) <= 1
        && Math.abs(now.getMinY() - usual.y()) <= 1;
  }

  /// Leads a wire around what stands there; empty if it leads nowhere.
  static List<Point> route(
      Connection lead,
      Map<String, CardFace> faces,
      Map<String, Bounds> cards,
      Collection<Bounds> things) {
    CardFace from = faces.get(lead.wire().node());
    Bounds left = cards.get(lead.wire().node());
    CardFace to = faces.get(lead.to());
    Bounds right = cards.get(lead.to());
    if (from == null || left == null || to == null || right == null) {
      return List.of();
    }
    var out = new Point(left.getMaxX(), left.getMinY() + from.outY(lead.wire().exit()));
    return Routing.of(out, new Point(right.getMinX(), right.getMinY() + to.inY()), things);
  }

  private static Map<String, Point> chosen(RoutingGraph graph) {
    var chosen = new LinkedHashMap<String, Point>();
    graph.nodes().values().forEach(node -> choose(chosen, node.id(), node.about()));
    graph.models().values().forEach(model -> choose(chosen, model.id(), model.about()));
    return chosen;
  }

  private static void choose(Map<String, Point> chosen, String id, About about) {
    about.at().ifPresent(at -> chosen.put(id, new Point(at.x(), at.y())));
  }

  /// The edits that write down where everything is that has no place in the file yet, so that
  /// nothing else moves when one thing gets one.
  List<GraphEdit> pins(RoutingGraph graph) {
    var pins = new ArrayList<GraphEdit>();
    cards.forEach((id, at) -> {
      Optional<About> about =
          graph.node(id).map(Node::about).or(() -> graph.model(id).map(Model::about));
      if (about.isPresent() && about.get().at().isEmpty()) {
        pins.add(new GraphEdit.Move(id, place(at.getMinX(), at.getMinY())));
      }
    });
    return pins;
  }

  /// A place in whole units.
  static About.CanvasPoint place(double x, double y) {
    return new About.CanvasPoint(Math.rint(x) + 0.0, Math.rint(y) + 0.0);
  }

  /// The last automatic layout, kept as long as nothing has changed that matters to it. For the UI
  /// thread.
  static final class Automatic {
    static final LayeredLayout.Result NOTHING = new LayeredLayout.Result(Map.of(), List.of());
    private List<LayeredLayout.Box> boxes = List.of();
    private List<LayeredLayout.Link> links = List.of();
    private LayeredLayout.Result result = NOTHING;

    LayeredLayout.Result of(List<LayeredLayout.Box> wanted, List<LayeredLayout.Link> joined) {
      if (!wanted.equals(boxes) || !joined.equals(links)) {
        boxes = wanted;
        links = joined;
        result = LayeredLayout.of(wanted, joined, GAPS);
      }
      return result;
    }
  }

  /// Lays out some cards by themselves.
  static Map<String, Point> tidied(List<CardFace> faces, List<Connection> leads) {
    return LayeredLayout.of(boxes(faces), links(faces, leads), GAPS).places();
  }
}
