package io.signalbox.app.inspector;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What is edited: a node, a model, or several alike. It is read from the document each time, and
/// written back as edits.
///
/// @param <T> what each of them is
/// @param ids who they are
/// @param find finds one in a graph
/// @param put the edit that writes one
record Subject<T>(
    InspectorContext context,
    List<String> ids,
    BiFunction<RoutingGraph, String, Optional<T>> find,
    BiFunction<String, T, GraphEdit> put) {

  /// Nodes of a kind.
  static <N extends Node> Subject<N> nodes(
      InspectorContext context, List<String> ids, Class<N> kind) {
    return new Subject<>(
        context,
        ids,
        (graph, id) -> graph.node(id).filter(kind::isInstance).map(kind::cast),
        (id, node) -> new GraphEdit.PutNode(node));
  }

  /// Models.
  static Subject<Model> models(InspectorContext context, List<String> ids) {
    return new Subject<>(
        context, ids, RoutingGraph::model, (id, model) -> new GraphEdit.PutModel(model));
  }

  /// What is said of nodes and models.
  static Subject<About> words(InspectorContext context, List<String> ids) {
    return new Subject<>(
        context,
        ids,
        (graph, id) -> graph.node(id).map(Node::about).or(() -> graph.model(id).map(Model::about)),
        GraphEdit.Describe::new);
  }

  /// The graph itself.
  static Subject<RoutingGraph> graph(InspectorContext context) {
    return new Subject<>(
        context,
        List.of(""),
        (graph, id) -> Optional.of(graph),
        (id, graph) ->
            new GraphEdit.Several(
                List.of(
                    new GraphEdit.SetName(graph.name()),
                    new GraphEdit.SetTimezone(graph.timezone()),
                    new GraphEdit.SetStart(graph.start()))));
  }

  RoutingGraph graph() {
    return context.editor().document().graph();
  }

  List<T> all() {
    return ids.stream().flatMap(id -> find.apply(graph(), id).stream()).toList();
  }

  Optional<T> first() {
    return all().stream().findFirst();
  }

  boolean single() {
    return ids.size() == 1;
  }

  String id() {
    return ids.getFirst();
  }

  /// What they have in common; empty if they differ.
  <V> Optional<V> common(Function<T, V> get) {
    List<V> values = all().stream().map(get).distinct().toList();
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /// Changes each.
  void change(String what, UnaryOperator<T> change) {
    context.editor().edit(what, edit(change));
  }

  /// Changes each, as one of many small changes.
  void type(String what, UnaryOperator<T> change) {
    context.editor().editOn(what, edit(change));
  }

  private GraphEdit edit(UnaryOperator<T> change) {
    return new GraphEdit.Several(
        ids.stream()
            .flatMap(id ->
                find.apply(graph(), id).map(each -> put.apply(id, change.apply(each))).stream())
            .toList());
  }
}
