package io.signalbox.engine.graph;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// A routing graph: nodes connected to models. Immutable; order is that of the file. A graph may be
/// wrong (not connected, with cycles): [GraphCheck] says so, and only a graph without errors is
/// run.
///
/// @param name how people and clients call it
/// @param start the id of the first node or model
/// @param timezone the zone of `hour`, `weekday` and of calendar windows
/// @param disabled the ids of nodes and models that requests pass as though they were not there, in
///   their order; what [#inForce()] gives has none
/// @param frames what is drawn around parts of it; never changes a decision
/// @param folder where the paths of files that nodes name begin; empty for where the program runs
public record RoutingGraph(
    String name,
    String start,
    ZoneId timezone,
    SequencedMap<String, Model> models,
    SequencedMap<String, Node> nodes,
    List<Promise> promises,
    Set<String> disabled,
    List<Frame> frames,
    Path folder) {
  /// The most model calls for one request, unless a promise says fewer or a fallback says more.
  /// Clients' libraries retry twice themselves, so three calls of ours can become nine.
  public static final int MOST_ATTEMPTS = 3;

  /// The most model calls for one request that a fallback may ask for.
  public static final int MOST_ASKED_ATTEMPTS = 10;

  /// An id that no node and no model has is not disabled.
  public RoutingGraph {
    models = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(models));
    nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
    promises = List.copyOf(promises);
    var off = new LinkedHashSet<String>(nodes.keySet());
    off.addAll(models.keySet());
    off.retainAll(disabled);
    disabled = Collections.unmodifiableSet(off);
    frames = List.copyOf(frames);
  }

  /// The most model calls that one request can make, by what the nodes say.
  public int mostAttempts() {
    return nodes.values().stream()
        .flatMap(node -> node.failover().stream())
        .mapToInt(Node.FailoverRule::attempts)
        .reduce(MOST_ATTEMPTS, Math::max);
  }

  /// A graph without frames, of which nothing is disabled.
  public RoutingGraph(
      String name,
      String start,
      ZoneId timezone,
      SequencedMap<String, Model> models,
      SequencedMap<String, Node> nodes,
      List<Promise> promises) {
    this(name, start, timezone, models, nodes, promises, Set.of(), List.of());
  }

  /// A graph that is in no file.
  public RoutingGraph(
      String name,
      String start,
      ZoneId timezone,
      SequencedMap<String, Model> models,
      SequencedMap<String, Node> nodes,
      List<Promise> promises,
      Set<String> disabled,
      List<Frame> frames) {
    this(name, start, timezone, models, nodes, promises, disabled, frames, Path.of(""));
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

  /// A file that a node names. A graph from elsewhere must not make the program read just any file,
  /// so it is empty if that is not in the graph's folder or below.
  ///
  /// @throws java.nio.file.InvalidPathException if it is no path at all
  public Optional<Path> file(String relative) {
    Path whole = folder.toAbsolutePath().normalize();
    return Optional.of(whole.resolve(relative).normalize()).filter(file -> file.startsWith(whole));
  }

  /// Whether a node or a model has this id.
  public boolean has(String id) {
    return nodes.containsKey(id) || models.containsKey(id);
  }

  /// Whether the node or model with this id is disabled.
  public boolean isDisabled(String id) {
    return disabled.contains(id);
  }

  /// The graph that is really run: without what is disabled. See [EffectiveGraph].
  public RoutingGraph inForce() {
    return disabled.isEmpty() ? this : EffectiveGraph.of(this).graph();
  }

  /// The same graph with other nodes.
  public RoutingGraph withNodes(Map<String, Node> other) {
    return new RoutingGraph(
        name,
        start,
        timezone,
        models,
        new LinkedHashMap<>(other),
        promises,
        disabled,
        frames,
        folder);
  }

  /// The same graph with other models.
  public RoutingGraph withModels(Map<String, Model> other) {
    return new RoutingGraph(
        name,
        start,
        timezone,
        new LinkedHashMap<>(other),
        nodes,
        promises,
        disabled,
        frames,
        folder);
  }

  /// The same graph with another start.
  public RoutingGraph withStart(String other) {
    return new RoutingGraph(
        name, other, timezone, models, nodes, promises, disabled, frames, folder);
  }

  /// The same graph under another name.
  public RoutingGraph withName(String other) {
    return new RoutingGraph(
        other, start, timezone, models, nodes, promises, disabled, frames, folder);
  }

  /// The same graph in another time zone.
  public RoutingGraph withTimezone(ZoneId other) {
    return new RoutingGraph(name, start, other, models, nodes, promises, disabled, frames, folder);
  }

  /// The same graph with other promises.
  public RoutingGraph withPromises(List<Promise> other) {
    return new RoutingGraph(name, start, timezone, models, nodes, other, disabled, frames, folder);
  }

  /// The same graph with exactly these nodes and models disabled.
  public RoutingGraph withDisabled(Set<String> other) {
    return new RoutingGraph(name, start, timezone, models, nodes, promises, other, frames, folder);
  }

  /// The same graph with other frames.
  public RoutingGraph withFrames(List<Frame> other) {
    return new RoutingGraph(
        name, start, timezone, models, nodes, promises, disabled, other, folder);
  }

  /// The same graph, with its files elsewhere.
  public RoutingGraph withFolder(Path other) {
    return new RoutingGraph(
        name, start, timezone, models, nodes, promises, disabled, frames, other);
  }
}
