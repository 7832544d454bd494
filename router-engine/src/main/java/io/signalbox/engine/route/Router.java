package io.signalbox.engine.route;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Promise;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.StepLimits;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ConditionException;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.condition.Variables;
import io.signalbox.engine.language.TextLanguage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/// Decides which route requests take through a graph. Immutable, safe for threads.
public final class Router {
  private final RoutingGraph graph;
  private final RoutingGraph inForce;
  private final IdentityHashMap<Model, ModelCard> known = new IdentityHashMap<>();
  private final Learners learners;
  private final Map<String, CacheLookup> caches = new HashMap<>();
  private final Function<Model, ModelCard> cards;
  private final List<Promise> promised; // limits of calls
  private final long budget; // of each condition, in steps
  private final boolean continuing;

  /// A router whose nodes have learned nothing.
  ///
  /// @param graph a graph without errors
  /// @param cards what is known of its models
  public Router(RoutingGraph graph, Function<Model, ModelCard> cards) {
    this(graph, cards, NodeSources.NONE);
  }

  /// @param graph a graph without errors
  /// @param cards what is known of its models
  /// @param sources what its nodes have learned
  public Router(RoutingGraph graph, Function<Model, ModelCard> cards, NodeSources sources) {
    this(graph, cards, sources, (model, card) -> card);
  }

  /// @param graph a graph without errors
  /// @param cards what is known of its models
  /// @param sources what its nodes have learned
  /// @param found a model's card with what has been found out since
  public Router(
      RoutingGraph graph,
      Function<Model, ModelCard> cards,
      NodeSources sources,
      BiFunction<Model, ModelCard, ModelCard> found) {
    this.graph = graph;
    this.inForce = graph.inForce();
    graph.models().values().forEach(model -> known.put(model, cards.apply(model)));
    this.cards =
        model ->
            found.apply(
                model, Optional.ofNullable(known.get(model)).orElseGet(() -> cards.apply(model)));
    this.budget = StepLimits.of(inForce).budget();
    this.learners = Learners.of(inForce, sources);
    inForce.nodes().values().stream()
        .filter(CacheNode.class::isInstance)
        .map(CacheNode.class::cast)
        .forEach(node -> caches.put(node.id(), CacheLookup.of(inForce, node)));
    this.continuing =
        inForce.nodes().values().stream()
            .anyMatch(node -> node instanceof FallbackNode fallback && fallback.continues());
    this.promised =
        graph.promises().stream().filter(promise -> promise.attempts().isPresent()).toList();
  }

  /// The route of one request, not yet begun.
  ///
  /// @param explained whether steps say how near conditions were, which takes longer
  public RoutePlan plan(Facts facts, World world, boolean explained) {
    var now = new PlanCards(cards);
    var parts = new RouteParts(inForce, now, world, explained, budget, learners, caches);
    Facts known = facts.withCards(now);
    var start = RoutePosition.start(inForce.start(), known).at(known.continued().home(inForce));
    return new RoutePlan(parts, start, callLimit(known), List.of());
  }

  /// Loads what conditions ask for and is read when it is first needed, so that the first request
  /// is quick. Takes up to a second.
  public void prepare() {
    Stream<Condition> rules =
        inForce.nodes().values().stream()
            .flatMap(node -> node instanceof RulesNode all ? all.rules().stream() : Stream.empty())
            .map(RulesNode.Rule::when);
    Stream<Condition> promises = graph.promises().stream().flatMap(each -> each.when().stream());
    if (Stream.concat(rules, promises).anyMatch(Router::asksForLanguage)) {
      TextLanguage.warm();
    }
  }

  private static boolean asksForLanguage(Condition condition) {
    return Variables.of(condition.tree()).stream()
        .anyMatch(variable -> variable.signal() == Signal.LANGUAGE);
  }

  /// What a promise says of calls counts for the requests that it is about.
  private CallLimit callLimit(Facts facts) {
    var least = OptionalInt.empty();
    for (Promise promise : promised) {
      if (isAbout(promise, facts)) {
        int attempts = promise.attempts().orElse(Integer.MAX_VALUE);
        least = OptionalInt.of(Math.min(attempts, least.orElse(attempts)));
      }
    }
    return new CallLimit(least);
  }

  /// What the graph promises of models, and whether it promises it of a request as it came.
  public List<Promise.OfRequest> promised(Facts asked) {
    Facts facts = asked.withCards(cards);
    return graph.promises().stream()
        .filter(promise -> promise.only().isPresent())
        .map(promise -> new Promise.OfRequest(promise, isAbout(promise, facts)))
        .toList();
  }

  /// The names of all promises that are about a request as it came.
  public List<String> promisesAbout(Facts asked) {
    if (graph.promises().isEmpty()) {
      return List.of();
    }
    Facts facts = asked.withCards(cards);
    var names = new ArrayList<String>();
    for (Promise promise : graph.promises()) {
      if (isAbout(promise, facts)) {
        names.add(promise.name());
      }
    }
    return names;
  }

  /// A condition that cannot be evaluated counts as one that holds: rather a call too few.
  private boolean isAbout(Promise promise, Facts facts) {
    try {
      return promise.when().isEmpty() || promise.when().get().holds(facts, budget);
    } catch (ConditionException e) {
      return true;
    }
  }

  /// The graph as it is written; requests pass what is disabled in it.
  public RoutingGraph graph() {
    return graph;
  }

  /// Whether a fallback of the graph continues answers that break off.
  public boolean continues() {
    return continuing;
  }

  /// What is known of a model.
  public ModelCard card(Model model) {
    return cards.apply(model);
  }

  /// What is known of a graph's models while one request is decided: each is looked up once, so
  /// that all decisions on its route go by the same. Safe for threads.
  private static final class PlanCards implements Function<Model, ModelCard> {
    private final Function<Model, ModelCard> cards;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Model model, ModelCard card) {}

    /// @param cards what is known now
    PlanCards(Function<Model, ModelCard> cards) {
      this.cards = cards;
    }

    @Override
    public ModelCard apply(Model model) {
      Known before = known.get(model.id());
      if (before != null && before.model().equals(model)) {
        return before.card();
      }
      ModelCard card = cards.apply(model);
      known.put(model.id(), new Known(model, card));
      return card;
    }
  }
}
