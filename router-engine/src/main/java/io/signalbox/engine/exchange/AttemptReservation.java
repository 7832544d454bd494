package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.AnswerLimit;
import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.WorstCase;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.exchange.answer.SameDialectOnly;
import io.signalbox.engine.exchange.plan.PlanMeter;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.Shortage;
import io.signalbox.engine.trace.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// What one attempt holds in budgets and limits until it is known what it cost. However the attempt
/// ends, closing it leaves nothing held: what was never called is given back, and what was called
/// without a known end counts at its worst. Belongs to one thread.
final class AttemptReservation implements AutoCloseable {
  private final Reservations reservations;
  private final String id;
  private final List<Claim> claims;
  private final Set<String> counted;
  private final PlanMeter plans;
  private Optional<String> plan = Optional.empty();
  private boolean counting; // the plan waits to hear what the call used
  private LongSupplier unknown = () -> 0; // the tokens of an included call without a known end
  private WorstCase worst = WorstCase.NOTHING;
  private boolean held;
  private boolean asked;
  private boolean everHeld;
  private Optional<Attempt.Settled> settled = Optional.empty();

  /// @param counted budgets and limits that have counted the request; this attempt adds its own
  AttemptReservation(
      Reservations reservations,
      PlanMeter plans,
      String id,
      List<Claim> claims,
      Set<String> counted) {
    this.reservations = reservations;
    this.plans = plans;
    this.id = id;
    this.claims = counted.isEmpty() ? claims : counted(claims, counted);
    this.counted = counted;
  }

  private static List<Claim> counted(List<Claim> claims, Set<String> counted) {
    return claims.stream()
        .map(claim -> counted.contains(claim.node()) ? claim.counted() : claim)
        .toList();
  }

  /// Looks whether a plan of the user includes the call, and holds what it can cost everywhere or
  /// nowhere.
  ///
  /// @param params members of the body that the graph sets for the model: they win
  /// @return why no call is made: a plan is used up, or something has no room
  Optional<AttemptEnd> hold(
      Model model, ModelCard card, ChatRequest asked, Map<String, String> params) {
    unknown = () -> tokens(model.id(), card, asked, params).tokens();
    return included(model)
        .<AttemptEnd>map(AttemptEnd.NotAdmitted::new)
        .or(() -> held(model.id(), card, asked, params).map(AttemptEnd.NoRoom::new));
  }

  private Optional<String> included(Model model) {
    return switch (plans.enter(id, model)) {
      case PlanMeter.Inclusion.Apart apart -> Optional.empty();
      case PlanMeter.Inclusion.Closed closed -> Optional.of(closed.why());
      case PlanMeter.Inclusion.Included included -> {
        plan = Optional.of(included.plan());
        counting = true;
        yield Optional.empty();
      }
    };
  }

  /// What a call costs that has cost so much by the token.
  Cost charged(Cost cost) {
    return plan.map(cost::includedIn).orElse(cost);
  }

  private Optional<Shortage> held(
      String model, ModelCard card, ChatRequest asked, Map<String, String> params) {
    if (claims.isEmpty()) {
      return Optional.empty();
    }
    var most = most(model, card, asked, params);
    if (most.isEmpty()) {
      // An unknown price may be any price, so a budget never has room for it.
      return claims.stream()
          .filter(claim -> claim.cap().isPresent())
          .findFirst()
          .map(claim -> new Shortage(claim.node(), model, Optional.empty()));
    }
    worst = most.get();
    var noRoom = reservations.hold(id, claims, worst);
    held = noRoom.isEmpty();
    everHeld = held;
    return noRoom.map(node -> new Shortage(node, model, Optional.of(worst)));
  }

  /// The most that the call can cost and use, as far as its budgets and limits ask; empty if a
  /// budget asks what it costs and no price is known.
  private Optional<WorstCase> most(
      String model, ModelCard card, ChatRequest asked, Map<String, String> params) {
    if (!isMeasured()) {
      return Optional.of(WorstCase.NOTHING);
    }
    if (plan.isPresent()) {
      return Optional.of(tokens(model, card, asked, params));
    }
    ChatRequest request = limited(asked, params);
    // Counted: by a bound, what is held too much would refuse others that have room.
    long prompt = card.promptTokens(request);
    int prompts = SameDialectOnly.prompts(asked);
    boolean priced = claims.stream().anyMatch(claim -> claim.cap().isPresent());
    var most = Estimate.worstCase(card, request, prompt, likely(model), prompts);
    if (most.isEmpty() && !priced) {
      most = Optional.of(Estimate.tokens(card, request, prompt, likely(model), prompts));
    }
    return most.map(each -> each.times(SameDialectOnly.answers(asked, params)));
  }

  private long likely(String model) {
    return claims.isEmpty()
        ? Estimate.LIKELY_COMPLETION
        : reservations.likelyCompletion(claims.getFirst().graph(), model);
  }

  /// The most tokens that the call is expected to use.
  private WorstCase tokens(
      String model, ModelCard card, ChatRequest asked, Map<String, String> params) {
    ChatRequest request = limited(asked, params);
    int prompts = SameDialectOnly.prompts(asked);
    return Estimate.tokens(card, request, card.promptTokens(request), likely(model), prompts)
        .times(SameDialectOnly.answers(asked, params));
  }

  private static ChatRequest limited(ChatRequest asked, Map<String, String> params) {
    var limit = AnswerLimit.of(params);
    return limit.isPresent() ? asked.withSampling(asked.sampling().withMaxTokens(limit)) : asked;
  }

  /// From here on it may cost something.
  void asked() {
    asked = true;
  }

  /// Puts what it cost in the place of what is held; an unknown cost counts at its worst.
  void settle(Cost cost, long used) {
    if (counting) {
      counting = false;
      plans.settle(id, cost.listed(), used);
    }
    if (held) {
      settle(cost.total().orElse(worst.usd()), used);
      settled = cost.total().map(usd -> new Attempt.Settled(usd, used));
    }
  }

  private void settle(Money spent, long used) {
    held = false;
    reservations.settle(id, spent, used);
    claims.forEach(claim -> counted.add(claim.node()));
    for (Claim claim : claims) {
      if (!claim.notices().isEmpty()) {
        reservations.spent(claim);
      }
    }
  }

  private boolean isMeasured() {
    for (Claim claim : claims) {
      if (claim.isMeasured()) {
        return true;
      }
    }
    return false;
  }

  /// Gives back what is held, as if the attempt had never come; but if another call relies on it to
  /// count the request, that stays counted.
  void release() {
    if (counting) {
      counting = false;
      plans.release(id);
    }
    if (held) {
      settled = Optional.of(new Attempt.Settled(Money.ZERO, 0));
    }
    if (held && isReliedOn()) {
      settle(Money.ZERO, 0);
    } else if (held) {
      held = false;
      reservations.release(id);
    }
  }

  /// What it held and what took its place, so far; empty if it held nothing.
  Optional<Attempt.Hold> recorded() {
    if (!everHeld) {
      return Optional.empty();
    }
    var nodes = new ArrayList<String>(claims.size());
    claims.forEach(claim -> nodes.add(claim.node()));
    return Optional.of(new Attempt.Hold(nodes, worst.usd(), worst.tokens(), settled));
  }

  private boolean isReliedOn() {
    return claims.stream().anyMatch(claim -> !claim.again() && counted.contains(claim.node()));
  }

  @Override
  public void close() {
    if (counting && asked) {
      counting = false;
      plans.settle(id, Optional.empty(), unknown.getAsLong());
    }
    if (held && asked) {
      settle(worst.usd(), worst.tokens());
    }
    release();
  }
}
