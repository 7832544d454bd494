package io.signalbox.app.inspector;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Scope;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ConditionTree;
import io.signalbox.engine.graph.condition.Signal;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The names that a graph uses already: they are offered first.
record UsedNames(RoutingGraph graph) {

  /// The keys of metadata.
  Collection<String> metadata() {
    var keys = new TreeSet<String>();
    graph.nodes().values().forEach(node -> scope(node).forEach(keys::add));
    keys.addAll(keys(Signal.METADATA));
    return keys;
  }

  /// The names of headers.
  Collection<String> headers() {
    return keys(Signal.HEADERS);
  }

  /// The names of labels that models have.
  Collection<String> labels() {
    var keys = new TreeSet<String>();
    graph.models().values().forEach(model -> keys.addAll(model.labels().keySet()));
    return keys;
  }

  private static Stream<String> scope(Node node) {
    return node instanceof QuotaNode quota && quota.of() instanceof Scope.Metadata metadata
        ? Stream.of(metadata.key())
        : Stream.empty();
  }

  private Collection<String> keys(Signal signal) {
    var keys = new TreeSet<String>();
    conditions()
        .flatMap(condition -> tests(ConditionTree.of(condition)))
        .map(ConditionTree.Test::variable)
        .filter(variable -> variable.signal() == signal && variable.path().size() == 1)
        .map(variable -> variable.path().getFirst())
        .forEach(keys::add);
    return keys;
  }

  private Stream<Condition> conditions() {
    Stream<Condition> rules =
        graph.nodes().values().stream()
            .filter(RulesNode.class::isInstance)
            .flatMap(node -> ((RulesNode) node).rules().stream())
            .map(RulesNode.Rule::when);
    return Stream.concat(rules, graph.promises().stream().flatMap(each -> each.when().stream()));
  }

  private static Stream<ConditionTree.Test> tests(ConditionTree tree) {
    return switch (tree) {
      case ConditionTree.All all -> all.parts().stream().flatMap(UsedNames::tests);
      case ConditionTree.Any any -> any.parts().stream().flatMap(UsedNames::tests);
      case ConditionTree.Not not -> tests(not.part());
      case ConditionTree.Test test -> Stream.of(test);
      case ConditionTree.Text text -> Stream.empty();
    };
  }
}
