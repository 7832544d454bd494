package io.signalbox.engine.lab;

import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.SuiteCase;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The state of the world that a rehearsal assumes. Immutable.
///
/// @param failures the models that fail, by id
/// @param at the moment; empty: now
/// @param health what is measured of models, by id
/// @param success what feedback says of models, by id
/// @param spentAt US dollars that budgets have seen in their present window, by node id
/// @param requestsAt requests that limits have seen in their present window, by node id
/// @param spend US dollars that the graph has spent, by window
/// @param cached the models whose earlier answers cache nodes have, by node id
/// @param gates whether gates are open, by node id; others are as measured
/// @param stay who answered the conversation last; empty if it is new
/// @param seed makes draws repeatable
public record Given(
    Map<String, FailureClass> failures,
    Optional<Instant> at,
    Map<String, Health> health,
    Map<String, Success> success,
    Map<String, Money> spentAt,
    Map<String, Long> requestsAt,
    Map<Window, Money> spend,
    Map<String, String> cached,
    Map<String, Boolean> gates,
    Optional<SuiteCase.LastAnswer> stay,
    long seed) {
  /// Everything is well and nothing is spent.
  public static final Given NOTHING =
      new Given(
          Map.of(),
          Optional.empty(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Optional.empty(),
          0);

  public Given {
    failures = Map.copyOf(failures);
    health = Map.copyOf(health);
    success = Map.copyOf(success);
    spentAt = Map.copyOf(spentAt);
    requestsAt = Map.copyOf(requestsAt);
    spend = Map.copyOf(spend);
    cached = Map.copyOf(cached);
    gates = Map.copyOf(gates);
  }

  /// What is supposed, but for how answers come: a model fails if nothing else is said of it.
  public static Given of(SuiteCase.Fixture supposed) {
    var failing = new HashMap<String, FailureClass>();
    supposed
        .models()
        .forEach((id, all) -> {
          if (!all.isEmpty() && all.getFirst() instanceof SuiteCase.Happening.Fails fails) {
            failing.put(id, fails.failure());
          }
        });
    return SuiteRequest.given(supposed).failing(failing);
  }

  /// The same with these models failing.
  public Given failing(Map<String, FailureClass> models) {
    return new Given(
        models, at, health, success, spentAt, requestsAt, spend, cached, gates, stay, seed);
  }

  /// The same at a moment and with a seed.
  public Given at(Optional<Instant> moment, long otherSeed) {
    return new Given(
        failures,
        moment,
        health,
        success,
        spentAt,
        requestsAt,
        spend,
        cached,
        gates,
        stay,
        otherSeed);
  }

  /// The same with these earlier answers.
  public Given caching(Map<String, String> models) {
    return new Given(
        failures, at, health, success, spentAt, requestsAt, spend, models, gates, stay, seed);
  }

  /// The same with all gates of a graph closed of which it says nothing: no test depends on what
  /// was measured on this machine.
  Given closing(RoutingGraph graph) {
    var open = new HashMap<>(gates);
    graph
        .nodes()
        .forEach((id, node) -> {
          if (node instanceof GateNode) {
            open.putIfAbsent(id, false);
          }
        });
    return new Given(
        failures, at, health, success, spentAt, requestsAt, spend, cached, open, stay, seed);
  }
}
