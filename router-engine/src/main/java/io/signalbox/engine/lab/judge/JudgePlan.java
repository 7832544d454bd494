package io.signalbox.engine.lab.judge;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.store.Verdicts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a judge is to compare. Immutable.
///
/// @param graph in force
/// @param mirror the node whose copies are judged
/// @param judge a model of the graph, or one that is called directly
/// @param question what makes an answer better
/// @param since only requests that were answered then or later
/// @param limit calls for at most so many pairs, from 1
/// @param usd the most that the calls may cost together; empty: no cap
/// @param seed draws the order of the answers of each pair
/// @param bothOrders whether each pair is asked a second time with the answers in the other order
public record JudgePlan(
    RoutingGraph graph,
    MirrorNode mirror,
    Model judge,
    String question,
    Instant since,
    int limit,
    Optional<Money> usd,
    long seed,
    boolean bothOrders) {
  /// What is asked where nothing else is.
  public static final String USUAL_QUESTION =
      "Which answer serves the user better: correct, complete, doing what was asked for, and no"
          + " longer than it must be?";

  /// The longest question, in characters.
  public static final int LONGEST_QUESTION = 8_000;

  /// The graph in which the judge is called: nothing but itself.
  RoutingGraph calling() {
    return graph
        .withNodes(Map.of())
        .withModels(Map.of(judge.id(), judge))
        .withDisabled(Set.of())
        .withStart(judge.id());
  }

  /// How often each pair is asked.
  int turns() {
    return bothOrders ? 2 : 1;
  }

  /// Who is asked what. The same model with other parameters is another judge.
  public Verdicts.Judging judging() {
    String params = judge.params().isEmpty() ? "" : " " + new TreeMap<>(judge.params());
    String model = judge.provider() + " " + judge.model() + params;
    return new Verdicts.Judging(graph.name(), mirror.id(), judge.id(), model, question.strip());
  }
}
