package io.signalbox.engine.graph;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A routing graph: nodes that lead to models. Immutable; order is that of the file. A graph may be
/// wrong (lead nowhere, in circles): [GraphCheck] says so, and only a graph without errors is run.
///
/// @param name how people and clients call it
/// @param start the id of the first node or model
/// @param timezone the zone of `hour`, `weekday` and of calendar windows
public record RoutingGraph(
    String name,
    String start,
    ZoneId timezone,
    SequencedMap<String, Model> models,
    SequencedMap<String, Node> nodes,
    List<Promise> promises) {
  /// The most model calls for one request, unless a node or promise says fewer.
  public static final int MOST_ATTEMPTS = 3;

  public RoutingGraph {
    models = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(models));
    nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
    promises = List.copyOf(promises);
  }

  /// A graph with nothing in it.
  public static RoutingGraph empty(String name) {
    return new RoutingGraph(
        name, "", ZoneId.of("UTC"), new LinkedHashMap<>(), new LinkedHashMap<>(), List.of());
  }

  /// The node with this id.
  public Optional<Node> node(String id) {
    return Optional.ofNullable(nodes.get(id));
  }

  /// The model with this id.
  public Optional<Model> model(String id) {
    return Optional.ofNullable(models.get(id));
  }

  /// Whether a node or a model has this id.
  public boolean has(String id) {
    return nodes.containsKey(id) || models.containsKey(id);
  }

  /// The same graph with other nodes.
  public RoutingGraph withNodes(Map<String, Node> other) {
    return new RoutingGraph(name, start, timezone, models, new LinkedHashMap<>(other), promises);
  }

  /// The same graph with other models.
  public RoutingGraph withModels(Map<String, Model> other) {
    return new RoutingGraph(name, start, timezone, new LinkedHashMap<>(other), nodes, promises);
  }

  /// The same graph with another start.
  public RoutingGraph withStart(String other) {
    return new RoutingGraph(name, other, timezone, models, nodes, promises);
  }

  /// The same graph under another name.
  public RoutingGraph withName(String other) {
    return new RoutingGraph(other, start, timezone, models, nodes, promises);
  }
}
