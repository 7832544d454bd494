package io.signalbox.engine.lab;

import io.signalbox.engine.graph.BottomUp;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Puts what a graph holds into columns: everything stands right of all that are connected to it,
/// and near their height. Where wires to one place pass a column, a joint keeps a lane for them;
/// wires that pass very many are drawn straight, or a chain of thousands that all end at one model
/// would need millions of lanes. Belongs to one thread.
final class Layers {
  private static final int MOST_LANES = 40;

  private final RoutingGraph graph;
  private final Map<String, Integer> layers = new HashMap<>();
  private final Map<String, List<String>> sources = new HashMap<>();
  private final Map<String, List<String>> bends = new HashMap<>();

  private Layers(RoutingGraph graph) {
    this.graph = graph;
    for (Node node : graph.nodes().values()) {
      node.exits().forEach(exit -> note(node, exit));
    }
    graph.nodes().keySet().forEach(this::lay);
    graph.models().keySet().forEach(this::lay);
  }

  static Layers of(RoutingGraph graph) {
    return new Layers(graph);
  }

  /// In which column something stands.
  int layer(String id) {
    return layers.getOrDefault(id, 0);
  }

  /// The columns in which a wire has lanes.
  List<Integer> lanes(String from, String to) {
    int first = layer(from) + 1;
    int end = layer(to);
    return end - first > MOST_LANES ? List.of() : IntStream.range(first, end).boxed().toList();
  }

  /// The lane of all wires to a place in a column that they pass.
  static String joint(int column, String target) {
    return "\u0000" + column + "\u0000" + target;
  }

  /// The ids of each column from the top down, joints among them.
  List<List<String>> columns() {
    var columns = new ArrayList<List<String>>();
    graph.nodes().keySet().forEach(id -> put(columns, id));
    graph.models().keySet().forEach(id -> put(columns, id));
    graph.nodes().values().forEach(node -> node.exits().forEach(exit -> lead(columns, node, exit)));
    var places = new HashMap<String, Double>();
    for (List<String> column : columns) {
      order(column, places);
      place(column, places);
    }
    return columns;
  }

  private void note(Node node, Exit exit) {
    sources.computeIfAbsent(exit.to(), id -> new ArrayList<>()).add(node.id());
  }

  private void put(List<List<String>> columns, String id) {
    int layer = layer(id);
    while (columns.size() <= layer) {
      columns.add(new ArrayList<>());
    }
    columns.get(layer).add(id);
  }

  private void lead(List<List<String>> columns, Node node, Exit exit) {
    if (!graph.has(exit.to())) {
      return;
    }
    String before = node.id();
    for (int i : lanes(node.id(), exit.to())) {
      String joint = joint(i, exit.to());
      if (!bends.containsKey(joint)) {
        columns.get(i).add(joint);
      }
      bends.computeIfAbsent(joint, id -> new ArrayList<>()).add(before);
      before = joint;
    }
    bends.computeIfAbsent(exit.to(), id -> new ArrayList<>()).add(before);
  }

  /// A cycle, which only a wrong graph has, is cut where it closes.
  private void lay(String start) {
    if (layers.containsKey(start)) {
      return;
    }
    for (String id : BottomUp.of(start, this::sourcesOf)) {
      int layer = -1;
      for (String source : sourcesOf(id)) {
        layer = Math.max(layer, layers.getOrDefault(source, -1));
      }
      layers.putIfAbsent(id, layer + 1);
    }
  }

  private List<String> sourcesOf(String id) {
    return layers.containsKey(id) ? List.of() : sources.getOrDefault(id, List.of());
  }

  /// How far down each stands in its column, 0–1; exits further down weigh a little more.
  private static void place(List<String> column, Map<String, Double> places) {
    for (int i = 0; i < column.size(); i++) {
      places.put(column.get(i), (i + 0.5) / column.size());
    }
  }

  private void order(List<String> column, Map<String, Double> places) {
    var wanted = new HashMap<String, Double>();
    column.forEach(id -> wanted.put(id, wanted(id, places)));
    column.sort(Comparator.comparing(id -> wanted.getOrDefault(id, 0.0)));
  }

  private double wanted(String id, Map<String, Double> places) {
    return bends.getOrDefault(id, List.of()).stream()
        .distinct()
        .filter(places::containsKey)
        .mapToDouble(source -> places.getOrDefault(source, 0.0) + exit(source, id))
        .average()
        .orElse(0);
  }

  private double exit(String source, String id) {
    List<Exit> exits = graph.node(source).map(Node::exits).orElse(List.of());
    for (int i = 0; i < exits.size(); i++) {
      if (id.equals(exits.get(i).to()) || id.endsWith("\u0000" + exits.get(i).to())) {
        return 0.1 * i / exits.size();
      }
    }
    return 0;
  }
}
