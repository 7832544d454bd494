package io.signalbox.app.canvas;

import io.signalbox.app.kit.Card;
import io.signalbox.app.kit.CardFace;
import io.signalbox.app.kit.LayeredLayout;
import io.signalbox.app.kit.LayeredLayout.Point;
import io.signalbox.app.kit.Wire;
import io.signalbox.app.session.Surroundings;
import io.signalbox.app.session.Way;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;

/// A graph's cards and wires in their places.
///
/// @param cards by the id of their node or model
/// @param wires by where they leave
record Drawing(Map<String, Card> cards, Map<Way.Wire, Wire> wires) {
  private static final LayeredLayout.Gaps GAPS = new LayeredLayout.Gaps(40, 22);

  static Drawing of(RoutingGraph graph, Surroundings surroundings) {
    List<CardFace> faces = new Cards(graph, surroundings).faces();
    Map<Way.Wire, LayeredLayout.Link> links = links(graph, faces);
    LayeredLayout.Result layout =
        LayeredLayout.of(
            faces.stream().map(Drawing::box).toList(), List.copyOf(links.values()), GAPS);
    Map<String, Point> places = new LinkedHashMap<>(layout.places());
    Map<String, Point> chosen = chosen(graph);
    places.putAll(chosen);
    var cards = new LinkedHashMap<String, Card>();
    for (CardFace face : faces) {
      cards.put(face.id(), card(face, places));
    }
    var wires = new LinkedHashMap<Way.Wire, Wire>();
    int i = 0;
    for (var link : links.entrySet()) {
      List<Point> route = layout.routes().get(i++);
      boolean free =
          !chosen.containsKey(link.getValue().from()) && !chosen.containsKey(link.getValue().to());
      route(link.getValue(), free ? route : List.of(), cards)
          .ifPresent(points -> wires.put(link.getKey(), new Wire(points)));
    }
    return new Drawing(cards, wires);
  }

  /// Where everything is.
  Bounds bounds() {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (Card card : cards.values()) {
      Bounds each = boundsOf(card);
      left = Math.min(left, each.getMinX());
      top = Math.min(top, each.getMinY());
      right = Math.max(right, each.getMaxX());
      bottom = Math.max(bottom, each.getMaxY());
    }
    return cards.isEmpty()
        ? new BoundingBox(0, 0, 1, 1)
        : new BoundingBox(left, top, right - left, bottom - top);
  }

  /// Where a card is, without its shadow.
  static Bounds boundsOf(Card card) {
    return new BoundingBox(
        card.getLayoutX(), card.getLayoutY(), card.face().width(), card.face().height());
  }

  private static LayeredLayout.Box box(CardFace face) {
    return new LayeredLayout.Box(face.id(), face.width(), face.height(), face.inY());
  }

  private static Map<Way.Wire, LayeredLayout.Link> links(RoutingGraph graph, List<CardFace> faces) {
    var links = new LinkedHashMap<Way.Wire, LayeredLayout.Link>();
    for (CardFace face : faces) {
      List<String> ends =
          face.id().equals(Cards.START)
              ? List.of(graph.start())
              : graph
                  .node(face.id())
                  .map(node -> node.exits().stream().map(Exit::to).toList())
                  .orElse(List.of());
      for (int i = 0; i < ends.size(); i++) {
        links.put(
            new Way.Wire(face.id(), i),
            new LayeredLayout.Link(face.id(), ends.get(i), face.outY(i)));
      }
    }
    return links;
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

  private static Card card(CardFace face, Map<String, Point> places) {
    var card = new Card(face);
    Point place = places.getOrDefault(face.id(), new Point(0, 0));
    card.relocate(place.x(), place.y());
    return card;
  }

  private static Optional<List<Point>> route(
      LayeredLayout.Link link, List<Point> laidOut, Map<String, Card> cards) {
    if (!laidOut.isEmpty()) {
      return Optional.of(laidOut);
    }
    Card from = cards.get(link.from());
    Card to = cards.get(link.to());
    if (from == null || to == null) {
      return Optional.empty();
    }
    var direct = new ArrayList<Point>();
    direct.add(new Point(from.getLayoutX() + from.face().width(), from.getLayoutY() + link.outY()));
    direct.add(new Point(to.getLayoutX(), to.getLayoutY() + to.face().inY()));
    return Optional.of(direct);
  }
}
