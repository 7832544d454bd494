package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.spi.CallPlan;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Says how the model of one request is to think: as the graph says, else as a client of this
/// dialect wrote it, else in the form that the model takes for an effort. Belongs to one thread.
final class ThinkingWriter {
  private final CallPlan plan;
  private final ToolOffer offer;
  private final long limit;
  private final List<String> losses;

  /// @param limit `max_tokens`
  ThinkingWriter(CallPlan plan, ToolOffer offer, long limit, List<String> losses) {
    this.plan = plan;
    this.offer = offer;
    this.limit = limit;
    this.losses = losses;
  }

  /// Writes it into a body.
  ///
  /// @return whether the model will think
  boolean write(ObjectNode body) {
    Optional<ThinkingWish> said = ThinkingWish.of(plan);
    return said.isPresent() ? writeSaid(body, said.get()) : writeEffort(body);
  }

  private boolean writeSaid(ObjectNode body, ThinkingWish wish) {
    if (ThinkingWish.setBy(plan).isPresent() && !wish.isOff() && offer.forces()) {
      losses.add(
          "Anthropic does not think when a tool is forced: the graph's `thinking` was left out.");
      return false;
    }
    if (wish.isManual() && isBegunWithoutThinking()) {
      losses.add(withoutThinking(whose() + " `thinking`"));
      return false;
    }
    Optional<ThinkingWish> fitting = fit(wish);
    fitting.ifPresent(fits -> body.set(ThinkingWish.MEMBER, fits.json()));
    return fitting.isPresent() && !wish.isOff();
  }

  private String whose() {
    return ThinkingWish.setBy(plan).isPresent() ? "the graph's" : "the client's";
  }

  /// The answer's limit may be less than what the client had in mind.
  private Optional<ThinkingWish> fit(ThinkingWish wish) {
    if (wish.budget() < limit) {
      return Optional.of(wish);
    }
    long budget = Thinking.budget(wish.budget(), limit);
    if (budget == 0) {
      losses.add(
          "An answer of at most "
              + limit
              + " tokens is too small for thinking: thinking was turned off.");
      return Optional.empty();
    }
    losses.add(
        "Thinking must be less than the %d tokens of the answer: its budget is %d, not %d."
            .formatted(limit, budget, wish.budget()));
    return Optional.of(wish.withBudget(budget));
  }

  private boolean writeEffort(ObjectNode body) {
    String effort = effort();
    if (effort.equals("none")) {
      return false;
    }
    if (offer.forces()) {
      losses.add(
          "Anthropic does not think when a tool is forced: `reasoning_effort` was left out.");
      return false;
    }
    Thinking thinking = Thinking.of(plan.model());
    if (thinking == Thinking.BUDGET && isBegunWithoutThinking()) {
      losses.add(withoutThinking("`reasoning_effort`"));
      return false;
    }
    return thinking.write(body, plan, effort, limit, losses);
  }

  private String effort() {
    return plan.request()
        .sampling()
        .reasoningEffort()
        .orElseGet(OwnMembers.of(plan.request())::usualEffort);
  }

  /// A model that thinks within a budget must have begun with its thinking before it called a tool.
  private boolean isBegunWithoutThinking() {
    return ToolLoop.atEndOf(plan.request().messages())
        .filter(loop -> !loop.isThoughtOut())
        .isPresent();
  }

  private static String withoutThinking(String wish) {
    return "A tool call has no signed thinking: " + wish + " was left out.";
  }
}
