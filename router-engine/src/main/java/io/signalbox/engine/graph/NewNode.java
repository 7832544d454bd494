package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// New nodes as they are put on the canvas: their exits lead nowhere yet, their figures are usual
/// ones to begin with.
public final class NewNode {
  private static final Optional<Duration> NO_TIME = Optional.empty();
  private static final Optional<String> NO_TEXT = Optional.empty();

  private NewNode() {}

  /// A new node.
  ///
  /// @param kind a kind that this version can run
  /// @throws IllegalArgumentException if it cannot
  public static Node node(NodeKind kind, String id) {
    About about = About.NOTHING;
    return switch (kind) {
      case RULES -> new Node.Rules(id, about, List.of(), "");
      case SPLIT -> {
        var half = new Node.Split.Share("", new BigDecimal("0.5"));
        yield new Node.Split(
            id, about, List.of(half, half), Node.Split.Sticky.REQUEST, Optional.empty());
      }
      case BALANCE ->
          new Node.Balance(id, about, List.of(), Node.Balance.Measure.COST, Node.Balance.Where.ANY);
      case FALLBACK ->
          new Node.Fallback(
              id, about, List.of(), Node.Fallback.USUAL, 0, NO_TIME, NO_TIME, OptionalInt.empty());
      case BUDGET ->
          new Node.Budget(id, about, Money.of("10"), Window.MONTH, new Scope.Graph(), "", "");
      case LIMIT ->
          new Node.Limit(
              id,
              about,
              OptionalLong.of(60),
              OptionalLong.empty(),
              Window.MINUTE,
              new Scope.Graph(),
              "",
              "");
      case REWRITE ->
          new Node.Rewrite(id, about, Map.of(), List.of(), NO_TEXT, NO_TEXT, Set.of(), "");
      case REJECT -> new Node.Reject(id, about, 503, "Not available at the moment.");
      case INTENT, ASK, STAY, GATE, CACHE, MIRROR ->
          throw new IllegalArgumentException("this version cannot run nodes of kind " + kind.id());
    };
  }

  /// An id that no node and no model of the graph has: the wish itself, else with the first free
  /// number from 2: `rules`, `rules-2`. What an id cannot hold becomes a dash.
  ///
  /// @param wish what it should be called, as a kind's word or a model's name
  public static String id(RoutingGraph graph, String wish) {
    String plain = wish.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
    String begin = plain.isEmpty() ? "part" : plain.substring(0, Math.min(plain.length(), 50));
    String id = begin;
    for (int i = 2; graph.has(id); i++) {
      id = begin + "-" + i;
    }
    return id;
  }
}
