package io.signalbox.engine.graph.check;

import io.signalbox.engine.catalog.AnswerLimit;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds budgets that are smaller than what one call below them can cost: of requests without a
/// limit for their answer they let one at a time through. And those whose `when` holds for no model
/// below them.
final class BudgetCheck {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final RoutingGraph graph;
  private final Function<Model, ModelCard> cards;

  BudgetCheck(RoutingGraph graph, Function<Model, ModelCard> cards) {
    this.graph = graph;
    this.cards = cards;
  }

  List<Problem> problems() {
    return graph.nodes().values().stream()
        .filter(BudgetNode.class::isInstance)
        .map(BudgetNode.class::cast)
        .flatMap(budget -> Stream.concat(problem(budget).stream(), ofNoModel(budget).stream()))
        .toList();
  }

  private Optional<Problem> ofNoModel(BudgetNode budget) {
    return budget
        .when()
        .filter(when ->
            counted(budget).stream()
                .flatMap(to -> below(to).keySet().stream())
                .flatMap(id -> graph.model(id).stream())
                .noneMatch(budget::counts))
        .map(when ->
            Problem.of(ProblemCode.BUDGET_WITHOUT_MODELS, Place.node(budget.id()).at("when"))
                .with("condition", when.text()));
  }

  private Optional<Problem> problem(BudgetNode budget) {
    if (budget.usd().compareTo(Money.ZERO) <= 0) {
      return Optional.empty();
    }
    return counted(budget).stream()
        .flatMap(to -> below(to).entrySet().stream())
        .filter(each -> graph.model(each.getKey()).filter(budget::counts).isPresent())
        .flatMap(each -> call(each.getKey(), each.getValue()).stream())
        .filter(call -> call.most().compareTo(budget.usd()) > 0)
        .max((a, b) -> a.most().compareTo(b.most()))
        .map(call -> problem(budget, call));
  }

  private static List<String> counted(BudgetNode budget) {
    return budget.exits().stream()
        .filter(exit -> !exit.slot().equals(QuotaNode.OVER))
        .map(Exit::to)
        .filter(to -> !to.isEmpty())
        .toList();
  }

  /// What one call of a model can cost.
  private record Call(String model, Money most) {}

  private static Problem problem(BudgetNode budget, Call call) {
    return Problem.of(ProblemCode.BUDGET_BELOW_ONE_CALL, Place.node(budget.id()).at("usd"))
        .with("model", call.model())
        .with("most", call.most().shown())
        .with("usd", budget.usd().shown());
  }

  private Optional<Call> call(String id, int limit) {
    return graph
        .model(id)
        .flatMap(model -> {
          int own = AnswerLimit.of(model.params()).orElse(limit);
          var asked = own == UNLIMITED ? OptionalInt.empty() : OptionalInt.of(own);
          return Estimate.mostUsd(cards.apply(model), asked).map(usd -> new Call(id, usd));
        });
  }

  /// The nodes and models that can be reached, each with the largest limit of an answer with which
  /// it can be.
  private Map<String, Integer> below(String start) {
    var largest = new HashMap<String, Integer>();
    Deque<String> next = new ArrayDeque<>();
    reach(start, UNLIMITED, largest, next);
    while (!next.isEmpty()) {
      String id = next.pop();
      graph
          .node(id)
          .ifPresent(node -> {
            int limit = after(node, largest.getOrDefault(id, UNLIMITED));
            for (Exit exit : node.onward()) {
              reach(exit.to(), limit, largest, next);
            }
          });
    }
    return largest;
  }

  private static void reach(
      String id, int limit, Map<String, Integer> largest, Deque<String> next) {
    if (largest.getOrDefault(id, -1) < limit) {
      largest.put(id, limit);
      next.push(id);
    }
  }

  private static int after(Node node, int limit) {
    if (!(node instanceof RewriteNode rewrite)) {
      return limit;
    }
    int kept = rewrite.drop().stream().anyMatch(AnswerLimit::isName) ? UNLIMITED : limit;
    return AnswerLimit.of(rewrite.set()).orElse(kept);
  }
}
