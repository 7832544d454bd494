package io.signalbox.engine.lab;

import io.signalbox.engine.graph.BottomUp;
import io.signalbox.engine.graph.EffectiveGraph;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What of a graph was reached. Immutable.
///
/// @param parts nodes, each followed by its exits, then models, in the graph's order
public record Coverage(List<Element> parts) {
  public Coverage {
    parts = List.copyOf(parts);
  }

  /// What a part of a graph is.
  public enum ElementKind {
    NODE,
    EXIT,
    MODEL
  }

  /// A part of a graph.
  ///
  /// @param place its place in the graph: `nodes.triage.rules[1].to`
  /// @param label how the canvas calls it
  /// @param to its target; empty for nodes and models
  public record Element(ElementKind kind, Place place, String label, String to, boolean reached) {
    /// Its place as reports write it.
    public String path() {
      return place.path();
    }
  }

  /// What these requests reached; what is disabled is no part of it.
  public static Coverage of(RoutingGraph graph, List<Trace> traces) {
    List<Step> steps = traces.stream().flatMap(trace -> trace.steps().stream()).toList();
    EffectiveGraph inForce = EffectiveGraph.of(graph);
    var parts = new ArrayList<Element>();
    for (Node node : inForce.graph().nodes().values()) {
      boolean reached = steps.stream().anyMatch(step -> step.node().equals(node.id()));
      parts.add(new Element(ElementKind.NODE, Place.node(node.id()), node.title(), "", reached));
      node.onward().forEach(exit -> parts.add(part(inForce, node, exit, steps)));
    }
    Set<String> called = called(inForce.graph());
    inForce.graph().models().values().stream()
        .filter(model -> called.contains(model.id()))
        .forEach(model -> parts.add(part(model, traces)));
    return new Coverage(parts);
  }

  /// What can be reached other than by copies, which rehearsals only decide on.
  private static Set<String> called(RoutingGraph graph) {
    return Set.copyOf(
        BottomUp.of(
            graph.start(),
            id ->
                graph.node(id).stream()
                    .flatMap(node -> node.exits().stream())
                    .filter(exit -> exit.purpose() != Exit.Purpose.COPIED)
                    .map(Exit::to)
                    .toList()));
  }

  private static Element part(EffectiveGraph inForce, Node node, Exit exit, List<Step> steps) {
    boolean reached =
        steps.stream()
            .anyMatch(step ->
                step.node().equals(node.id())
                    && step.exit().equals(exit.label())
                    && step.to().equals(exit.to()));
    Place place = inForce.written(Place.node(node.id()).at(exit.slot()));
    return new Element(ElementKind.EXIT, place, exit.label(), exit.to(), reached);
  }

  private static Element part(Model model, List<Trace> traces) {
    boolean reached =
        traces.stream()
            .flatMap(trace -> trace.allCalls().stream())
            .anyMatch(call -> call.model().equals(model.id()));
    return new Element(ElementKind.MODEL, Place.model(model.id()), model.title(), "", reached);
  }

  /// The parts that were not reached.
  public List<Element> missed() {
    return parts.stream().filter(part -> !part.reached()).toList();
  }

  /// How many parts of a kind there are.
  public long count(ElementKind kind) {
    return parts.stream().filter(part -> part.kind() == kind).count();
  }

  /// How many parts of a kind were reached.
  public long reached(ElementKind kind) {
    return parts.stream().filter(part -> part.kind() == kind && part.reached()).count();
  }
}
