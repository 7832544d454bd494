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
import java.util.stream.IntStream;

/// A rule that leads to one model, and where it can stand. Pure.
public final class RouteToModel {
  private RouteToModel() {}

  /// What is wrong with a condition; empty if nothing is.
  public static Optional<String> problem(String when) {
    return switch (Condition.read(when)) {
      case Condition.Parsed.Ready ready -> Optional.empty();
      case Condition.Parsed.Broken broken -> Optional.of(broken.faults().getFirst().words());
    };
  }

  /// A place for the rule.
  ///
  /// @param edit puts the rule there, and the model, if the graph has none like it
  /// @param where for a person: `rule 2 of Triage, after “health data”`
  public record RuleAt(GraphEdit edit, String where) {}

  /// Where the rule can stand: in the rules node at which requests begin, the first place first, or
  /// in a new one before everything.
  public static List<RuleAt> places(RoutingGraph graph, Model wanted, Condition when) {
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
    return graph.nodes().get(graph.start()) instanceof RulesNode first
        ? IntStream.rangeClosed(0, first.rules().size())
            .mapToObj(at -> new RuleAt(with(edits, inserted(first, at, rule)), where(first, at)))
            .toList()
        : List.of(new RuleAt(ahead(graph, edits, rule), "a new rules node before all others"));
  }

  private static GraphEdit with(List<GraphEdit> edits, GraphEdit... more) {
    var all = new ArrayList<>(edits);
    all.addAll(List.of(more));
    return new GraphEdit.Several(all);
  }

  private static GraphEdit inserted(RulesNode node, int at, RulesNode.Rule rule) {
    var rules = new ArrayList<>(node.rules());
    rules.add(at, rule);
    return new GraphEdit.PutNode(new RulesNode(node.id(), node.about(), rules, node.otherwise()));
  }

  private static GraphEdit ahead(RoutingGraph graph, List<GraphEdit> edits, RulesNode.Rule rule) {
    String node = free(graph, "route");
    return with(
        edits,
        new GraphEdit.PutNode(new RulesNode(node, About.NOTHING, List.of(rule), graph.start())),
        new GraphEdit.SetStart(node));
  }

  private static String where(RulesNode node, int at) {
    String before = at == 0 ? "" : node.rules().get(at - 1).label();
    String after = before.isBlank() ? "" : ", after “" + before + "”";
    return "rule " + (at + 1) + " of " + node.title() + after;
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
