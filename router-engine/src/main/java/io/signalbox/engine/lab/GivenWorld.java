package io.signalbox.engine.lab;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.exchange.Reservations;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.route.WarmConversation;
import io.signalbox.engine.route.World;
import io.signalbox.engine.workspace.SuiteCase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The world of a rehearsal: what it is given, and nothing that lasts.
///
/// @param moment fixed for the whole rehearsal
/// @param clock measures how long things take, in nanoseconds
record GivenWorld(RoutingGraph graph, Given given, Instant moment, LongSupplier clock)
    implements World, Reservations {

  @Override
  public Instant now() {
    return moment;
  }

  @Override
  public long nanos() {
    return clock.getAsLong();
  }

  @Override
  public Health health(Model model) {
    return given.health().getOrDefault(model.id(), Health.UNKNOWN);
  }

  /// A rehearsal does not depend on what the user has bought.
  @Override
  public Optional<String> plan(Model model) {
    return Optional.empty();
  }

  @Override
  public Success success(String graph, Model model) {
    return given.success().getOrDefault(model.id(), Success.UNKNOWN);
  }

  @Override
  public WindowUsage used(Claim claim) {
    return new WindowUsage(
        given.spentAt().getOrDefault(claim.node(), Money.ZERO),
        given.requestsAt().getOrDefault(claim.node(), 0L),
        0);
  }

  @Override
  public Money spent(String graph, Window window, Instant windowStart) {
    return given.spend().getOrDefault(window, Money.ZERO);
  }

  @Override
  public Optional<Boolean> gate(String node) {
    return Optional.ofNullable(given.gates().get(node));
  }

  /// Whoever asks: a rehearsal has one conversation.
  @Override
  public Optional<WarmConversation> warm(WarmConversation.Owner key) {
    return given.stay().flatMap(this::warm);
  }

  private Optional<WarmConversation> warm(SuiteCase.LastAnswer last) {
    return graph
        .model(last.model())
        .map(model ->
            new WarmConversation(model, moment.minus(last.ago()), last.turns(), last.cached(), 0));
  }

  @Override
  public int turn(String graph, String node) {
    return (int) (given.seed() & Integer.MAX_VALUE);
  }

  @Override
  public Optional<String> hold(String id, List<Claim> claims, WorstCase worst) {
    return claims.stream().filter(claim -> !hasRoom(claim, worst)).findFirst().map(Claim::node);
  }

  private boolean hasRoom(Claim claim, WorstCase worst) {
    boolean money =
        claim
            .cap()
            .map(cap -> used(claim).usd().plus(worst.likelyUsd()).compareTo(cap) <= 0)
            .orElse(true);
    return money && worst.leastTokens() <= claim.tokens().orElse(Long.MAX_VALUE);
  }

  @Override
  public void settle(String id, Money actual, long tokens) {}

  @Override
  public void release(String id) {}
}
