package io.signalbox.engine.route;

import io.signalbox.engine.cache.Fingerprint;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.QuotaNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.StayNode;
import io.signalbox.engine.graph.condition.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// How stay nodes decide: whether a conversation is to go on at the model that answered it last.
/// Belongs to one route plan.
final class Stays {
  /// How long a cache lives unused that is written at a price of its own (Anthropic's), and any
  /// other one (OpenAI's) at most.
  private static final Duration WRITTEN = Duration.ofMinutes(5);

  private static final Duration AUTOMATIC = Duration.ofHours(1);

  private final RoutingGraph graph;
  private final Function<Model, ModelCard> cards;
  private final World world;

  Stays(RoutingGraph graph, Function<Model, ModelCard> cards, World world) {
    this.graph = graph;
    this.cards = cards;
    this.world = world;
  }

  /// What a stay node wants.
  record Stay(RoutePosition on, String because) {}

  /// Decides.
  ///
  /// @param usual the model that a request from a place on would get, if that can be told
  /// @param dropped why a model is not to be called; empty if nothing says so
  Stay of(
      StayNode node,
      RoutePosition at,
      Function<RoutePosition, Optional<Model>> usual,
      Function<Model, Optional<String>> dropped) {
    RoutePosition on = at.to(node.to());
    if (node.by() == StayNode.By.USER && at.facts().text(Signal.USER).isBlank()) {
      return new Stay(on, "nothing to stay with: the request has no user");
    }
    var key = key(node, at.facts());
    var now = world.warm(key).filter(each -> isHeld(node, each));
    if (now.isEmpty()) {
      return new Stay(on.remembering(key, Optional.empty()), "nothing to stay with");
    }
    return of(now.get(), key, on, usual, dropped);
  }

  private Stay of(
      WarmConversation now,
      WarmConversation.Owner key,
      RoutePosition on,
      Function<RoutePosition, Optional<Model>> usual,
      Function<Model, Optional<String>> dropped) {
    String id = now.model().id();
    RoutePosition free = on.remembering(key, Optional.empty());
    if (graph.model(id).filter(now::isOneOf).isEmpty()) {
      return new Stay(free, "leaves " + id + ": the graph has changed it");
    }
    Optional<String> unfit =
        dropped
            .apply(now.model())
            .or(() ->
                ModelFit.unfit(cards.apply(now.model()), world.health(now.model()), on.facts()));
    if (unfit.isPresent()) {
      return new Stay(free, "leaves " + id + ": " + unfit.get());
    }
    RoutePosition kept = on.remembering(key, Optional.of(now.model()));
    String stays = "stays with " + id + ": " + cached(now);
    Optional<Model> other = usual.apply(free).filter(model -> !model.id().equals(id));
    Optional<MoveForecast> forecast = other.flatMap(model -> forecast(now, model));
    if (other.isEmpty() || forecast.isEmpty()) {
      return new Stay(kept, stays);
    }
    String move = "; " + other.get().id() + " instead: " + forecast.get().words(now.turns());
    return forecast.get().pays(now.turns())
        ? new Stay(free, "leaves " + id + move)
        : new Stay(kept, stays + move);
  }

  private Optional<MoveForecast> forecast(WarmConversation now, Model other) {
    var here = cards.apply(now.model()).price();
    return MoveForecast.of(now, here, cards.apply(other).price(), isWarm(now, here));
  }

  private String cached(WarmConversation now) {
    return String.format(
        Locale.ROOT,
        "%,d tokens, last used %,d s ago",
        now.promptTokens(),
        Math.max(0, Duration.between(now.at(), world.now()).toSeconds()));
  }

  private boolean isHeld(StayNode node, WarmConversation now) {
    Duration least = life(cards.apply(now.model()).price());
    Duration held = node.period().compareTo(least) < 0 ? least : node.period();
    return !world.now().isAfter(now.at().plus(held));
  }

  private boolean isWarm(WarmConversation now, Optional<Price> price) {
    Instant end = now.at().plus(life(price));
    return !world.now().isAfter(end);
  }

  private static Duration life(Optional<Price> price) {
    boolean written =
        price.filter(each -> each.tiers().getFirst().cacheWrite().isPresent()).isPresent();
    return written ? WRITTEN : AUTOMATIC;
  }

  /// A sub-agent and the calls in the background have prompts, and so caches, of their own.
  private WarmConversation.Owner key(StayNode node, Facts facts) {
    var who = new Fingerprint().add(facts.text(Signal.APP));
    switch (node.by()) {
      case CONVERSATION ->
          who.add(facts.text(Signal.CONVERSATION))
              .add(facts.text(Signal.AGENT))
              .add(facts.text(Signal.MODEL));
      case USER -> who.add(facts.text(Signal.USER));
    }
    return new WarmConversation.Owner(graph.name(), node.id(), who.hex());
  }

  /// A model has answered.
  void answered(Warmth warmth, Model model, Usage usage) {
    for (WarmConversation.Owner key : warmth.keys()) {
      Instant now = world.now();
      var next =
          world
              .warm(key)
              .map(before -> before.after(model, now, usage))
              .orElseGet(() -> WarmConversation.begun(model, now, usage));
      world.warmed(key, next);
    }
  }

  /// Whether a decision calls no model, and counts nothing.
  static boolean isForeseeable(Node node) {
    return switch (node) {
      case AskNode ask -> false;
      case CacheNode cache -> false;
      case RejectNode reject -> false;
      case BalanceNode balance -> balance.by() != BalanceNode.Measure.TURNS;
      case FallbackNode n -> true;
      case GateNode n -> true;
      case IntentNode n -> true;
      case LearnedNode n -> true;
      case MirrorNode n -> true;
      case QuotaNode n -> true;
      case RewriteNode n -> true;
      case RulesNode n -> true;
      case SplitNode n -> true;
      case StayNode n -> true;
    };
  }
}
