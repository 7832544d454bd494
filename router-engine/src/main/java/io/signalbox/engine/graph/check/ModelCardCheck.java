package io.signalbox.engine.graph.check;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Problem;
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
    warn(
        "no-price",
        "models." + model.id(),
        "What " + model.model() + " of " + model.provider() + " costs is unknown.",
        "Add its price to the catalog, or check the name of the model.");
  }

  private void retired(Model model) {
    warn(
        "retired",
        "models." + model.id() + ".model",
        model.provider() + " has taken " + model.model() + " away: asking for it fails.",
        "Name another model of " + model.provider() + ".");
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
      warn(
          "budget-without-price",
          path + ".within",
          "The budget cannot count what it pays for "
              + String.join(", ", unknown)
              + ": the price is unknown, so these requests always go over.",
          "Add the price to the catalog, or lead these models around the budget.");
    }
  }

  private void byCost(String path, BalanceNode node) {
    var all = new LinkedHashSet<Model>();
    node.to().forEach(to -> all.addAll(below(to)));
    List<String> unknown = pricesMissing(all);
    if (!unknown.isEmpty()) {
      warn(
          "cost-without-price",
          path + ".to",
          node.id()
              + " compares costs, but the price of "
              + String.join(", ", unknown)
              + " is unknown.",
          "Add the price to the catalog, or balance by another measure.");
    }
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
    warn(
        "smaller-context",
        path,
        String.format(
            java.util.Locale.ROOT,
            "%s takes %,d tokens, fewer than the first branch (%,d): a long request fails here"
                + " too.",
            id,
            window,
            first),
        "Put a model with a larger context window here, or ask tokens in a rule before.");
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

  private void warn(String code, String path, String what, String fix) {
    problems.add(Problem.warning(code, path, what, fix));
  }
}
