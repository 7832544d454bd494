package io.signalbox.engine.graph.check;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
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
    problems.add(ofModel(ProblemCode.NO_PRICE, Place.model(model.id()), model));
  }

  private void retired(Model model) {
    problems.add(ofModel(ProblemCode.RETIRED, Place.model(model.id()).at("model"), model));
  }

  private static Problem ofModel(ProblemCode code, Place place, Model model) {
    return Problem.of(code, place).with("model", model.model()).with("provider", model.provider());
  }

  private void node(Node node) {
    node.priceNeed().ifPresent(need -> priced(node, need));
    if (node.failover().filter(Node.FailoverRule::ordered).isPresent()) {
      shrinking(node);
    }
  }

  private void priced(Node node, Node.PriceNeed need) {
    var all = new LinkedHashSet<Model>();
    // A budget pays for calls besides the answer, too; the cheapest branch is that of the answer.
    boolean paid = need.code() == ProblemCode.BUDGET_WITHOUT_PRICE;
    need.targets().forEach(to -> all.addAll(below(to, paid ? Node::exits : Node::onward)));
    all.removeIf(need.whose().negate());
    List<String> unknown = pricesMissing(all);
    if (!unknown.isEmpty()) {
      problems.add(ofPrices(need.code(), Place.node(node.id()).at(need.field()), node, unknown));
    }
  }

  private static Problem ofPrices(ProblemCode code, Place place, Node node, List<String> unknown) {
    return Problem.of(code, place).with("id", node.id()).with("models", String.join(", ", unknown));
  }

  /// A conversation that is too long for the first branch is no shorter at the next.
  private void shrinking(Node node) {
    OptionalLong first = OptionalLong.empty();
    for (Exit exit : node.exits()) {
      Optional<Model> smallest = smallest(below(exit.to(), Node::onward));
      OptionalLong window = smallest.map(this::window).orElse(OptionalLong.empty());
      if (first.isPresent() && window.isPresent() && window.getAsLong() < first.getAsLong()) {
        String id = smallest.map(Model::id).orElse("");
        smaller(Place.node(node.id()).at(exit.slot()), id, window.getAsLong(), first.getAsLong());
      }
      first = first.isPresent() ? first : window;
    }
  }

  private void smaller(Place place, String id, long window, long first) {
    problems.add(
        Problem.of(ProblemCode.SMALLER_CONTEXT, place)
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

  private Set<Model> below(String id, Function<Node, List<Exit>> exits) {
    var seen = new LinkedHashSet<String>();
    var models = new LinkedHashSet<Model>();
    Deque<String> next = new ArrayDeque<>(List.of(id));
    while (!next.isEmpty()) {
      String each = next.pop();
      if (seen.add(each)) {
        graph.model(each).ifPresent(models::add);
        graph.node(each).stream()
            .flatMap(node -> exits.apply(node).stream())
            .forEach(exit -> next.add(exit.to()));
      }
    }
    return models;
  }
}
