package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.Speed;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.condition.Condition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// Builds small graphs for tests.
public final class GraphSketch {
  private final Map<String, Model> models = new LinkedHashMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<Promise> promises = new ArrayList<>();
  private final String start;

  private GraphSketch(String start) {
    this.start = start;
  }

  public static GraphSketch from(String start) {
    return new GraphSketch(start);
  }

  public GraphSketch model(String id, String region) {
    models.put(
        id,
        new Model(
            id,
            "acme",
            id,
            List.of(),
            Optional.empty(),
            Map.of(),
            Map.of("region", region),
            About.NOTHING));
    return this;
  }

  public GraphSketch add(Node node) {
    nodes.put(node.id(), node);
    return this;
  }

  /// @param whenAndTo condition, target, condition, target, …, otherwise
  public GraphSketch rules(String id, String... whenAndTo) {
    var rules = new ArrayList<RulesNode.Rule>();
    for (int i = 0; i + 1 < whenAndTo.length; i += 2) {
      Condition when = Condition.of(whenAndTo[i]);
      rules.add(new RulesNode.Rule(when, whenAndTo[i + 1], Optional.empty()));
    }
    return add(new RulesNode(id, About.NOTHING, rules, whenAndTo[whenAndTo.length - 1]));
  }

  public GraphSketch fallback(String id, int retries, OptionalInt attempts, String... to) {
    return add(
        new FallbackNode(
            id,
            About.NOTHING,
            List.of(to),
            FallbackNode.USUAL,
            retries,
            Optional.empty(),
            Optional.empty(),
            attempts));
  }

  public GraphSketch balance(String id, BalanceNode.Measure by, String... to) {
    return add(new BalanceNode(id, About.NOTHING, List.of(to), by, BalanceNode.Where.ANY));
  }

  public GraphSketch budget(String id, String usd, String within, String over) {
    return add(
        new BudgetNode(
            id, About.NOTHING, Money.of(usd), Window.DAY, new Scope.Graph(), within, over));
  }

  public GraphSketch set(String id, String name, String json, String to) {
    return add(
        new RewriteNode(
            id,
            About.NOTHING,
            Map.of(name, json),
            List.of(),
            RewriteNode.SystemText.NONE,
            Set.of(),
            false,
            to));
  }

  public GraphSketch only(String when, String only) {
    promises.add(only(Optional.of(when), only));
    return this;
  }

  public static Promise only(Optional<String> when, String only) {
    return new Promise(
        "P",
        when.map(Condition::of),
        Optional.of(ofModel(only)),
        OptionalInt.empty(),
        Optional.empty());
  }

  public static Condition ofModel(String text) {
    return ((Condition.Parsed.Ready) Condition.readOfModel(text)).condition();
  }

  public GraphSketch promise(Promise promise) {
    promises.add(promise);
    return this;
  }

  public RoutingGraph graph() {
    return new RoutingGraph(
        "Test",
        start,
        ZoneId.of("UTC"),
        new LinkedHashMap<>(models),
        new LinkedHashMap<>(nodes),
        promises);
  }

  /// A card with a window of 10,000 tokens, 1,000 of them for output, at 10 and 20 dollars for a
  /// million.
  public static ModelCard card(Model model) {
    return card(model, 10_000);
  }

  public static ModelCard retired(Model model) {
    return card(model, 10_000, true);
  }

  public static ModelCard card(Model model, long context) {
    return card(model, context, false);
  }

  private static ModelCard card(Model model, long context, boolean retired) {
    var tier =
        new Price.Tier(
            0,
            BigDecimal.TEN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            BigDecimal.valueOf(20));
    return new ModelCard(
        model.provider(),
        model.model(),
        model.model(),
        OptionalLong.of(context),
        OptionalLong.of(1_000),
        Set.of(),
        Optional.of(new Price(List.of(tier), Optional.empty(), "test", LocalDate.of(2026, 1, 1))),
        Speed.UNKNOWN,
        Optional.empty(),
        List.of(),
        retired);
  }
}
