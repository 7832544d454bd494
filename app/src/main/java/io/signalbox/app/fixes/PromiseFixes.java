package io.signalbox.app.fixes;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What fixes promises.
record PromiseFixes(RoutingGraph graph) {
  private static final int MOST_TRIED = 8; // each is proved

  List<Fix> of(Problem problem) {
    OptionalInt index = problem.place().promise();
    if (index.isEmpty() || index.getAsInt() >= graph.promises().size()) {
      return List.of();
    }
    if (problem.code() == ProblemCode.EMPTY_PROMISE) {
      return Fixes.edit("Remove promise", new GraphEdit.RemovePromise(index.getAsInt()));
    }
    Promise promise = graph.promises().get(index.getAsInt());
    var fixes = new ArrayList<Fix>();
    if (!problem.route().isEmpty()) {
      fixes.add(new Fix.ShowPath("Show path", problem));
    }
    // Another path would not change a cost or a count; the wrong model is an error.
    if (problem.isError() || (promise.attempts().isEmpty() && promise.usd().isEmpty())) {
      rule(promise).ifPresent(fixes::add);
    }
    return fixes;
  }

  /// A rule before everything else that routes the requests of a promise to a model that it allows:
  /// of those the first that breaks no other promise.
  private Optional<Fix> rule(Promise promise) {
    List<String> allowed =
        promise.only().stream()
            .flatMap(only ->
                graph.models().values().stream()
                    .filter(model -> !graph.isDisabled(model.id()))
                    .filter(model -> Promise.allows(only, model)))
            .sorted(Comparator.comparingLong(this::forbidden))
            .map(Model::id)
            .limit(MOST_TRIED)
            .toList();
    boolean can = graph.has(graph.start()) && !graph.isDisabled(graph.start());
    return can && !allowed.isEmpty() && promise.when().isPresent()
        ? Optional.of(
            new Fix.Edit(
                "Add a rule before it",
                allowed.stream().map(to -> rule(promise, promise.when().get(), to)).toList(),
                where()))
        : Optional.empty();
  }

  /// How many promises do not allow a model: what keeps one promise should not break another.
  private long forbidden(Model model) {
    return graph.promises().stream()
        .filter(each -> each.only().filter(only -> !Promise.allows(only, model)).isPresent())
        .count();
  }

  private GraphEdit rule(Promise promise, Condition when, String to) {
    Optional<String> name = Optional.of(promise.name()).filter(each -> !each.isBlank());
    var rule = new RulesNode.Rule(when, to, name);
    if (graph.node(graph.start()).orElse(null) instanceof RulesNode first) {
      var rules = new ArrayList<>(List.of(rule));
      rules.addAll(first.rules());
      return new GraphEdit.PutNode(
          new RulesNode(first.id(), first.about(), rules, first.otherwise()));
    }
    String id = free();
    var guard = new RulesNode(id, About.NOTHING, List.of(rule), graph.start());
    return new GraphEdit.Several(List.of(new GraphEdit.PutNode(guard), new GraphEdit.SetStart(id)));
  }

  private String where() {
    return graph
        .node(graph.start())
        .filter(RulesNode.class::isInstance)
        .map(first -> "rule 1 of " + first.title())
        .orElse("a new rules node before all others");
  }

  private String free() {
    String id = "first";
    for (int i = 2; graph.has(id); i++) {
      id = "first" + i;
    }
    return id;
  }
}
