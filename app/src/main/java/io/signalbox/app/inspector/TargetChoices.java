package io.signalbox.app.inspector;

import io.signalbox.app.kinds.Kinds;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What an exit of a node can lead to: all but what leads back to the node.
///
/// @param from the node's id; empty for the start
record TargetChoices(InspectorContext context, String from) {
  /// The offer that makes a model.
  private static final String NEW_MODEL = "\u0000new";

  private RoutingGraph graph() {
    return context.editor().document().graph();
  }

  List<SuggestField.Suggestion> offers() {
    RoutingGraph graph = graph();
    Set<String> before = before(graph);
    var offers = new ArrayList<SuggestField.Suggestion>();
    for (Node node : graph.nodes().values()) {
      if (!before.contains(node.id())) {
        offers.add(new SuggestField.Suggestion(node.id(), node.title(), Kinds.of(node).name()));
      }
    }
    offers.addAll(models());
    return offers;
  }

  private List<SuggestField.Suggestion> models() {
    return graph().models().values().stream()
        .map(model ->
            new SuggestField.Suggestion(
                model.id(), model.title(), Wording.subtitle(model, context.installation())))
        .toList();
  }

  /// The node and all that can lead to it.
  private Set<String> before(RoutingGraph graph) {
    var found = new HashSet<String>();
    if (from.isEmpty()) {
      return found;
    }
    found.add(from);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Node node : graph.nodes().values()) {
        boolean leads = node.exits().stream().anyMatch(exit -> found.contains(exit.to()));
        grew |= leads && found.add(node.id());
      }
    }
    return found;
  }

  /// How people call a target.
  String title(String id) {
    RoutingGraph graph = graph();
    return graph.node(id).map(Node::title).or(() -> graph.model(id).map(Model::title)).orElse(id);
  }

  /// A field that leads an exit to what is chosen.
  ///
  /// @param slot gives the exit's field in the node
  SuggestField field(String name, java.util.function.Supplier<Slot> slot) {
    return new SuggestField(name, this::offers)
        .always(new SuggestField.Suggestion(NEW_MODEL, "New model…", ""))
        .onTaken(to -> lead(slot.get(), to));
  }

  /// The same for an exit that only a model can be called by.
  SuggestField modelField(String name, java.util.function.Supplier<Slot> slot) {
    return new SuggestField(name, this::models)
        .always(new SuggestField.Suggestion(NEW_MODEL, "New model…", ""))
        .onTaken(to -> lead(slot.get(), to));
  }

  /// Leads an exit to a node or model, or to a new one.
  void lead(Slot slot, String to) {
    if (!to.equals(NEW_MODEL)) {
      context.editor().edit("Connect to " + title(to), edit(slot, to));
      return;
    }
    String id = unused(graph(), "model");
    context
        .editor()
        .edit(
            "Add model",
            new GraphEdit.Several(
                List.of(new GraphEdit.PutModel(Model.of(id, "", "")), edit(slot, id))));
    context.editor().select(id);
  }

  private GraphEdit edit(Slot slot, String to) {
    return from.isEmpty() ? new GraphEdit.SetStart(to) : new GraphEdit.Connect(from, slot, to);
  }

  /// An id that is free.
  static String unused(RoutingGraph graph, String wish) {
    String id = wish;
    for (int i = 2; graph.has(id); i++) {
      id = wish + "-" + i;
    }
    return id;
  }
}
