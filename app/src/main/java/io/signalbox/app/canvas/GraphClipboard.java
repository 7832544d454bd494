package io.signalbox.app.canvas;

import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Id;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parts of graphs as text, to be pasted into a graph, a chat or a file.
final class GraphClipboard {
  private static final Pattern FENCED =
      Pattern.compile("```[a-zA-Z]*\\s*\\n(.*?)\\n\\s*```", Pattern.DOTALL);
  private static final int MOST = 1_000_000;

  private GraphClipboard() {}

  /// What was pasted.
  ///
  /// @param ids the nodes and models as the graph has them now
  record Pasted(List<String> ids, GraphEdit edit) {}

  /// Nodes and models as they would stand in a file.
  ///
  /// @param places where they are, for those that have no place in the file
  static String text(RoutingGraph graph, Set<String> ids, Map<String, Point> places) {
    var models = new LinkedHashMap<>(graph.models());
    models.keySet().retainAll(ids);
    var nodes = new LinkedHashMap<>(graph.nodes());
    nodes.keySet().retainAll(ids);
    RoutingGraph part =
        RoutingGraph.empty("").withModels(models).withNodes(nodes).withDisabled(graph.disabled());
    for (String id : ids) {
      Point at = places.get(id);
      if (at != null) {
        part = new GraphEdit.Move(id, CardPositions.place(at.x(), at.y())).apply(part);
      }
    }
    String whole = GraphText.write(part);
    Matcher begin = Pattern.compile("^(models|nodes):", Pattern.MULTILINE).matcher(whole);
    return begin.find() ? whole.substring(begin.start()) : "";
  }

  /// Reads what was copied here, or what a person wrote; empty if it holds no node and no model.
  static Optional<RoutingGraph> read(String text) {
    if (text.length() > MOST) {
      return Optional.empty();
    }
    Matcher fenced = FENCED.matcher(text);
    String plain = (fenced.find() ? fenced.group(1) : text).replace("\t", "  ").stripIndent();
    boolean headed = Pattern.compile("^signalbox:", Pattern.MULTILINE).matcher(plain).find();
    GraphText read = GraphText.read("clipboard", headed ? plain : "signalbox: 1\n" + plain);
    return Optional.of(read)
        .filter(GraphText::isSound)
        .flatMap(GraphText::graph)
        .filter(part -> !part.nodes().isEmpty() || !part.models().isEmpty());
  }

  /// Puts a part into a graph: with other ids where they are taken, with the wires between its own,
  /// and those to what the graph has. A model that the graph has already is not added again, unless
  /// only models are pasted.
  ///
  /// @param at where its upper left corner goes
  static Pasted paste(RoutingGraph graph, RoutingGraph part, Point at) {
    RoutingGraph fresh = placed(without(graph, part), at);
    var ids = new ArrayList<String>();
    for (String id : idsOf(fresh)) {
      String free = free(graph, fresh, id);
      fresh = new GraphEdit.Rename(id, free).apply(fresh);
      ids.add(free);
    }
    var edits = new ArrayList<GraphEdit>();
    for (Model model : fresh.models().values()) {
      edits.add(new GraphEdit.PutModel(model));
    }
    for (Node node : fresh.nodes().values()) {
      edits.add(new GraphEdit.PutNode(node));
      edits.addAll(cuts(graph, fresh, node));
    }
    fresh.disabled().forEach(id -> edits.add(new GraphEdit.Disable(id, true)));
    if (!graph.has(graph.start()) && !fresh.nodes().isEmpty()) {
      edits.add(new GraphEdit.SetStart(fresh.nodes().firstEntry().getKey()));
    }
    return new Pasted(ids, new GraphEdit.Several(edits));
  }

  private static String free(RoutingGraph graph, RoutingGraph part, String id) {
    if (!graph.has(id)) {
      return id;
    }
    // An id that neither of the two has.
    RoutingGraph both = graph;
    for (String other : idsOf(part)) {
      both = new GraphEdit.PutModel(Model.of(other, "", "")).apply(both);
    }
    return Id.free(both, id.replaceAll("-\\d+$", ""));
  }

  private static Set<String> idsOf(RoutingGraph part) {
    var ids = new LinkedHashSet<String>(part.models().keySet());
    ids.addAll(part.nodes().keySet());
    return ids;
  }

  private static RoutingGraph without(RoutingGraph graph, RoutingGraph part) {
    RoutingGraph rest = part;
    if (part.nodes().isEmpty()) {
      return part;
    }
    for (Model model : part.models().values()) {
      Optional<Model> twin = graph.model(model.id()).filter(each -> bare(each).equals(bare(model)));
      if (twin.isPresent()) {
        var models = new LinkedHashMap<>(rest.models());
        models.remove(model.id());
        rest = rest.withModels(models);
      }
    }
    return rest;
  }

  private static Model bare(Model model) {
    return model.withAbout(About.NOTHING);
  }

  /// The wires of a pasted node that lead to nothing.
  private static List<GraphEdit> cuts(RoutingGraph graph, RoutingGraph part, Node node) {
    return node.exits().stream()
        .filter(exit -> !exit.to().isEmpty() && !part.has(exit.to()) && !graph.has(exit.to()))
        .map(Exit::slot)
        .<GraphEdit>map(slot -> new GraphEdit.Connect(node.id(), slot, ""))
        .toList();
  }

  private static RoutingGraph placed(RoutingGraph part, Point at) {
    var places = new LinkedHashMap<String, Point>();
    int row = 0;
    for (String id : idsOf(part)) {
      About about =
          part.node(id)
              .map(Node::about)
              .or(() -> part.model(id).map(Model::about))
              .orElse(About.NOTHING);
      Point usual = new Point(0, 140.0 * row++);
      places.put(id, about.at().map(each -> new Point(each.x(), each.y())).orElse(usual));
    }
    double left = places.values().stream().mapToDouble(Point::x).min().orElse(0);
    double top = places.values().stream().mapToDouble(Point::y).min().orElse(0);
    RoutingGraph moved = part;
    for (var each : places.entrySet()) {
      double x = at.x() + each.getValue().x() - left;
      double y = at.y() + each.getValue().y() - top;
      moved = new GraphEdit.Move(each.getKey(), CardPositions.place(x, y)).apply(moved);
    }
    return moved;
  }
}
