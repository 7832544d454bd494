package io.signalbox.engine.graph.edit;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.BranchingNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// Carries out edits.
final class GraphEdits {
  private GraphEdits() {}

  static RoutingGraph apply(RoutingGraph graph, GraphEdit edit) {
    return switch (edit) {
      case GraphEdit.PutNode put when graph.models().containsKey(put.node().id()) -> graph;
      case GraphEdit.PutNode put ->
          graph.withNodes(with(graph.nodes(), put.node().id(), put.node()));
      case GraphEdit.PutModel put when graph.nodes().containsKey(put.model().id()) -> graph;
      case GraphEdit.PutModel put ->
          graph.withModels(with(graph.models(), put.model().id(), put.model()));
      case GraphEdit.Remove remove -> remove(graph, remove.id());
      case GraphEdit.Rename rename -> Renaming.of(graph, rename.id(), rename.to());
      case GraphEdit.SetStart set -> graph.withStart(set.id());
      case GraphEdit.SetName set -> graph.withName(set.name());
      case GraphEdit.SetTimezone set -> graph.withTimezone(set.timezone());
      case GraphEdit.Move move -> described(graph, move.id(), about -> about.movedTo(move.at()));
      case GraphEdit.Describe describe ->
          described(graph, describe.id(), about -> describe.about());
      case GraphEdit.Connect connect -> connected(graph, connect);
      case GraphEdit.PutPromise put ->
          graph.withPromises(put(graph.promises(), put.index(), put.promise()));
      case GraphEdit.RemovePromise remove ->
          graph.withPromises(without(graph.promises(), remove.index()));
      case GraphEdit.Disable disable -> disabled(graph, disable);
      case GraphEdit.PutFrame put ->
          graph.withFrames(put(graph.frames(), put.index(), put.frame()));
      case GraphEdit.RemoveFrame remove ->
          graph.withFrames(without(graph.frames(), remove.index()));
      case GraphEdit.Reorder reorder -> reordered(graph, reorder);
      case GraphEdit.Several several -> several(graph, several.edits());
    };
  }

  private static RoutingGraph several(RoutingGraph graph, List<GraphEdit> edits) {
    RoutingGraph last = graph;
    for (GraphEdit edit : edits) {
      last = edit.apply(last);
    }
    return last;
  }

  private static RoutingGraph remove(RoutingGraph graph, String id) {
    var models = new LinkedHashMap<>(graph.models());
    models.remove(id);
    var nodes = new LinkedHashMap<String, Node>();
    graph.nodes().forEach((key, node) -> nodes.put(key, node.redirected(id, "")));
    nodes.remove(id);
    String start = graph.start().equals(id) ? "" : graph.start();
    return graph.withModels(models).withNodes(nodes).withStart(start);
  }

  private static RoutingGraph described(
      RoutingGraph graph, String id, UnaryOperator<About> change) {
    var node = graph.node(id);
    if (node.isPresent()) {
      Node changed = node.get().withAbout(change.apply(node.get().about()));
      return graph.withNodes(with(graph.nodes(), id, changed));
    }
    return graph
        .model(id)
        .map(model -> model.withAbout(change.apply(model.about())))
        .map(model -> graph.withModels(with(graph.models(), id, model)))
        .orElse(graph);
  }

  private static RoutingGraph connected(RoutingGraph graph, GraphEdit.Connect connect) {
    return graph
        .node(connect.id())
        .map(node -> connected(node, connect.slot(), connect.to()))
        .map(node -> graph.withNodes(with(graph.nodes(), node.id(), node)))
        .orElse(graph);
  }

  /// The place after the last branch adds one.
  private static Node connected(Node node, Slot slot, String to) {
    boolean further = slot instanceof Slot.Item item && item.index() == node.exits().size();
    return further && node instanceof BranchingNode branching && !branching.weighted()
        ? branching.withBranch(to)
        : node.withTarget(slot, to);
  }

  private static RoutingGraph disabled(RoutingGraph graph, GraphEdit.Disable disable) {
    var ids = new LinkedHashSet<>(graph.disabled());
    boolean changed = disable.disabled() ? ids.add(disable.id()) : ids.remove(disable.id());
    return changed ? graph.withDisabled(ids) : graph;
  }

  private static <T> List<T> put(List<T> all, int index, T item) {
    var more = new ArrayList<>(all);
    if (index >= 0 && index < more.size()) {
      more.set(index, item);
    } else {
      more.add(item);
    }
    return more;
  }

  private static <T> List<T> without(List<T> all, int index) {
    var fewer = new ArrayList<>(all);
    if (index >= 0 && index < fewer.size()) {
      fewer.remove(index);
    }
    return fewer;
  }

  private static RoutingGraph reordered(RoutingGraph graph, GraphEdit.Reorder reorder) {
    String id = reorder.id();
    if (graph.nodes().containsKey(id)) {
      return graph.withNodes(moved(graph.nodes(), id, reorder.index()));
    }
    return graph.models().containsKey(id)
        ? graph.withModels(moved(graph.models(), id, reorder.index()))
        : graph;
  }

  private static <T> Map<String, T> moved(SequencedMap<String, T> all, String id, int index) {
    var order = new ArrayList<>(all.keySet());
    order.remove(id);
    order.add(Math.clamp(index, 0, order.size()), id);
    var moved = new LinkedHashMap<String, T>();
    for (String each : order) {
      T value = all.get(each);
      if (value != null) {
        moved.put(each, value);
      }
    }
    return moved;
  }

  private static <T> Map<String, T> with(Map<String, T> all, String id, T item) {
    var more = new LinkedHashMap<>(all);
    more.put(id, item);
    return more;
  }
}
