package io.signalbox.app.comparison;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A rule before all others that leads to one model. Pure.
public final class RouteToModel {
  private RouteToModel() {}

  /// What is wrong with a condition; empty if nothing is.
  public static Optional<String> problem(String when) {
    return switch (Condition.read(when)) {
      case Condition.Parsed.Ready ready -> Optional.empty();
      case Condition.Parsed.Broken broken -> Optional.of(broken.faults().getFirst().words());
    };
  }

  /// The edit: the model, if the graph has none like it, and a rule at the head of the first rules
  /// node, which is made if requests do not begin at one.
  public static GraphEdit edit(RoutingGraph graph, Model wanted, Condition when) {
    var edits = new ArrayList<GraphEdit>();
    Optional<Model> there =
        graph.models().values().stream()
            .filter(each ->
                each.provider().equals(wanted.provider()) && each.model().equals(wanted.model()))
            .findFirst();
    String id = there.map(Model::id).orElseGet(() -> free(graph, wanted.model()));
    if (there.isEmpty()) {
      edits.add(new GraphEdit.PutModel(named(wanted, id)));
    }
    var rule = new RulesNode.Rule(when, id, Optional.empty());
    if (graph.nodes().get(graph.start()) instanceof RulesNode first) {
      var rules = new ArrayList<>(first.rules());
      rules.addFirst(rule);
      edits.add(
          new GraphEdit.PutNode(
              new RulesNode(first.id(), first.about(), rules, first.otherwise())));
    } else {
      String node = free(graph, "route");
      edits.add(
          new GraphEdit.PutNode(new RulesNode(node, About.NOTHING, List.of(rule), graph.start())));
      edits.add(new GraphEdit.SetStart(node));
    }
    return new GraphEdit.Several(edits);
  }

  private static Model named(Model model, String id) {
    return model.withId(id).withAbout(About.NOTHING);
  }

  private static String free(RoutingGraph graph, String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String base = plain.matches("[a-z].*") ? plain : "m_" + plain;
    String id = base;
    for (int i = 2; graph.has(id); i++) {
      id = base + "_" + i;
    }
    return id;
  }
}
