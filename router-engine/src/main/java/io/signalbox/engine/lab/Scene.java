package io.signalbox.engine.lab;

import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is to be drawn: cards from left to right and wires between them, in pixels. Immutable.
record Scene(int width, int height, List<Card> cards, List<Wire> wires) {
  static final int CARD_WIDTH = 232;
  static final int HEAD = 44;
  static final int ROW = 22;
  private static final int FOOT = 8;
  private static final int ACROSS = 96;
  private static final int DOWN = 28;
  private static final int MARGIN = 24;

  /// The height of a lane for wires.
  private static final int LANE = 2;

  private static final Card NOWHERE = new Card(0, 0, 0, "", "", false, false, List.of());

  /// A node or a model.
  ///
  /// @param disabled whether requests pass it, so that its edge is dashed
  /// @param rows the labels of its exits
  record Card(
      int x,
      int y,
      int height,
      String title,
      String kind,
      boolean model,
      boolean disabled,
      List<String> rows) {}

  /// From an exit to a card.
  ///
  /// @param points an even number: from the first to the second it may curve, from there to the
  ///   third it is level, then it may curve again
  record Wire(List<Point> points) {
    Wire {
      points = List.copyOf(points);
    }
  }

  /// A place, from the upper left.
  record Point(int x, int y) {}

  static Scene of(RoutingGraph graph) {
    Layers layers = Layers.of(graph);
    List<List<String>> columns = layers.columns();
    int tallest = columns.stream().mapToInt(column -> height(graph, column)).max().orElse(0);
    var cards = new LinkedHashMap<String, Card>();
    for (int i = 0; i < columns.size(); i++) {
      int y = MARGIN + (tallest - height(graph, columns.get(i))) / 2;
      for (String id : columns.get(i)) {
        cards.put(id, card(graph, id, MARGIN + i * (CARD_WIDTH + ACROSS), y));
        y += height(graph, id) + DOWN;
      }
    }
    int width = 2 * MARGIN + columns.size() * (CARD_WIDTH + ACROSS) - ACROSS;
    return new Scene(
        Math.max(width, CARD_WIDTH),
        2 * MARGIN + tallest,
        cards.values().stream().filter(card -> card.height() > LANE).toList(),
        wires(graph, layers, cards));
  }

  private static int height(RoutingGraph graph, List<String> column) {
    return column.stream().mapToInt(id -> height(graph, id) + DOWN).sum() - DOWN;
  }

  private static int height(RoutingGraph graph, String id) {
    if (!graph.has(id)) {
      return LANE;
    }
    int rows = graph.node(id).map(node -> node.exits().size()).orElse(0);
    return HEAD + rows * ROW + FOOT;
  }

  private static Card card(RoutingGraph graph, String id, int x, int y) {
    int height = height(graph, id);
    boolean off = graph.isDisabled(id);
    return graph
        .node(id)
        .map(node -> card(node, x, y, height, off))
        .or(() -> graph.model(id).map(model -> card(model, x, y, height, off)))
        .orElseGet(() -> new Card(x, y, height, "", "", false, false, List.of()));
  }

  private static Card card(Node node, int x, int y, int height, boolean off) {
    var rows = node.exits().stream().map(exit -> shortened(exit.label(), 34)).toList();
    return new Card(x, y, height, shortened(node.title(), 28), node.kind().id(), false, off, rows);
  }

  private static Card card(Model model, int x, int y, int height, boolean off) {
    String kind = shortened(model.id() + ", " + model.provider(), 34);
    return new Card(x, y, height, shortened(model.title(), 28), kind, true, off, List.of());
  }

  private static String shortened(String raw, int most) {
    String text = VisibleText.line(raw);
    int length = text.codePointCount(0, text.length());
    return length <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static List<Wire> wires(RoutingGraph graph, Layers layers, Map<String, Card> cards) {
    var wires = new ArrayList<Wire>();
    for (Node node : graph.nodes().values()) {
      List<Exit> exits = node.exits();
      for (int i = 0; i < exits.size(); i++) {
        if (graph.has(exits.get(i).to())) {
          wires.add(wire(layers, cards, node.id(), i, exits.get(i).to()));
        }
      }
    }
    return wires;
  }

  private static Wire wire(
      Layers layers, Map<String, Card> cards, String from, int row, String to) {
    var points = new ArrayList<Point>();
    Card begin = cards.getOrDefault(from, NOWHERE);
    points.add(new Point(begin.x() + CARD_WIDTH, begin.y() + HEAD + row * ROW + ROW / 2));
    for (int i : layers.lanes(from, to)) {
      Card lane = cards.getOrDefault(Layers.joint(i, to), NOWHERE);
      points.add(new Point(lane.x(), lane.y() + LANE / 2));
      points.add(new Point(lane.x() + CARD_WIDTH, lane.y() + LANE / 2));
    }
    Card end = cards.getOrDefault(to, NOWHERE);
    points.add(new Point(end.x(), end.y() + HEAD / 2));
    return new Wire(points);
  }
}
