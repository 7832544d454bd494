package io.signalbox.engine.graph.check;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/// Checks what follows from the cards of models: models that were taken away, prices that are
/// missing where they are needed, and context windows that shrink along a fallback.
final class ModelCardCheck {
  private final RoutingGraph graph;
  private final Function<Model, ModelCard> cards;
  private final List<Problem> problems = new ArrayList<>();

  ModelCardCheck(RoutingGraph graph, Function<Model, ModelCard> cards) {
    this.graph = graph;
    this.cards = cards;
  }

  List<Problem> problems() {
    graph.models().values().stream()
        .filter(model -> !model.provider().isEmpty() && !model.model().isEmpty())
        .filter(this::hasNoPrice)
        .forEach(this::noPrice);
    graph.models().values().stream()
        .filter(model -> cards.apply(model).retired())
        .forEach(this::retired);
    graph.nodes().values().forEach(this::node);
    return problems;
  }

  private void noPrice(Model model) {
    problems.add(ofModel(ProblemCode.NO_PRICE, "models." + model.id(), model));
  }

  private void retired(Model model) {
    problems.add(ofModel(ProblemCode.RETIRED, "models." + model.id() + ".model", model));
  }

  private static Problem ofModel(ProblemCode code, String path, Model model) {
    return Problem.of(code, path).with("model", model.model()).with("provider", model.provider());
  }

  private void node(Node node) {
    String path = "nodes." + node.id();
    switch (node) {
      case BudgetNode budget -> budget(path, budget);
      case BalanceNode balance when balance.by() == BalanceNode.Measure.COST ->
          byCost(path, balance);
      case FallbackNode fallback -> shrinking(path, fallback);
      case RulesNode n -> {}
      case SplitNode n -> {}
      case BalanceNode n -> {}
      case LimitNode n -> {}
      case RewriteNode n -> {}
      case RejectNode n -> {}
    }
  }

  private void budget(String path, BudgetNode node) {
    List<String> unknown = pricesMissing(below(node.within()));
    if (!unknown.isEmpty()) {
      problems.add(ofPrices(ProblemCode.BUDGET_WITHOUT_PRICE, path + ".within", node, unknown));
    }
  }

  private void byCost(String path, BalanceNode node) {
    var all = new LinkedHashSet<Model>();
    node.to().forEach(to -> all.addAll(below(to)));
    List<String> unknown = pricesMissing(all);
    if (!unknown.isEmpty()) {
      problems.add(ofPrices(ProblemCode.COST_WITHOUT_PRICE, path + ".to", node, unknown));
    }
  }

  private static Problem ofPrices(ProblemCode code, String path, Node node, List<String> unknown) {
    return Problem.of(code, path).with("id", node.id()).with("models", String.join(", ", unknown));
  }

  /// A conversation that is too long for the first branch is no shorter at the next.
  private void shrinking(String path, FallbackNode node) {
    OptionalLong first = OptionalLong.empty();
    for (int i = 0; i < node.to().size(); i++) {
      Optional<Model> smallest = smallest(below(node.to().get(i)));
      OptionalLong window = smallest.map(this::window).orElse(OptionalLong.empty());
      if (first.isPresent() && window.isPresent() && window.getAsLong() < first.getAsLong()) {
        String id = smallest.map(Model::id).orElse("");
        smaller(path + ".to[" + i + "]", id, window.getAsLong(), first.getAsLong());
      }
      first = first.isPresent() ? first : window;
    }
  }

  private void smaller(String path, String id, long window, long first) {
    problems.add(
        Problem.of(ProblemCode.SMALLER_CONTEXT, path)
            .with("id", id)
            .with("tokens", String.format(Locale.ROOT, "%,d", window))
            .with("first", String.format(Locale.ROOT, "%,d", first)));
  }

  private Optional<Model> smallest(Set<Model> models) {
    return models.stream()
        .filter(model -> window(model).isPresent())
        .min(java.util.Comparator.comparingLong(model -> window(model).orElse(Long.MAX_VALUE)));
  }

  private OptionalLong window(Model model) {
    return cards.apply(model).contextTokens();
  }

  private List<String> pricesMissing(Set<Model> models) {
    return models.stream().filter(this::hasNoPrice).map(Model::id).toList();
  }

  private boolean hasNoPrice(Model model) {
    return cards.apply(model).price().isEmpty();
  }

  private Set<Model> below(String id) {
    var seen = new LinkedHashSet<String>();
    var models = new LinkedHashSet<Model>();
    Deque<String> next = new ArrayDeque<>(List.of(id));
    while (!next.isEmpty()) {
      String each = next.pop();
      if (seen.add(each)) {
        graph.model(each).ifPresent(models::add);
        graph.node(each).stream()
            .flatMap(node -> node.exits().stream())
            .forEach(exit -> next.add(exit.to()));
      }
    }
    return models;
  }
}
