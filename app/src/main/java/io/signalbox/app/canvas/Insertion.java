package io.signalbox.app.canvas;

import io.signalbox.app.kinds.PaletteItem;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.graph.edit.NewNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something that comes onto the canvas. Immutable.
///
/// @param id of the node or model
/// @param isNew whether the graph did not have it yet
/// @param edit puts it there; changes nothing if the graph has it
record Insertion(String id, boolean isNew, GraphEdit edit) {

  /// Puts what was offered at a place. A model that the graph has already is not added again. The
  /// first of all is where requests begin.
  static Insertion of(RoutingGraph graph, PaletteItem offer, About.CanvasPoint at) {
    return switch (offer) {
      case PaletteItem.There there ->
          new Insertion(there.id(), false, new GraphEdit.Several(List.of()));
      case PaletteItem.NewNode added -> {
        String id = Id.free(graph, added.kind().id());
        yield begun(
            graph,
            id,
            new GraphEdit.PutNode(
                NewNode.of(added.kind(), id).withAbout(About.NOTHING.movedTo(at))));
      }
      case PaletteItem.NewModel added ->
          twin(graph, added)
              .map(id -> new Insertion(id, false, new GraphEdit.Several(List.of())))
              .orElseGet(() -> model(graph, added, at));
    };
  }

  private static Insertion model(
      RoutingGraph graph, PaletteItem.NewModel added, About.CanvasPoint at) {
    String id = Id.free(graph, added.model().substring(added.model().lastIndexOf('/') + 1));
    Model model = Model.of(id, added.provider(), added.model());
    return begun(graph, id, new GraphEdit.PutModel(model.withAbout(About.NOTHING.movedTo(at))));
  }

  private static Optional<String> twin(RoutingGraph graph, PaletteItem.NewModel wanted) {
    return graph.models().values().stream()
        .filter(model ->
            model.provider().equals(wanted.provider()) && model.model().equals(wanted.model()))
        .map(Model::id)
        .findFirst();
  }

  private static Insertion begun(RoutingGraph graph, String id, GraphEdit put) {
    var edits = new ArrayList<GraphEdit>(List.of(put));
    if (!graph.has(graph.start())) {
      edits.add(new GraphEdit.SetStart(id));
    }
    return new Insertion(id, true, new GraphEdit.Several(edits));
  }
}
