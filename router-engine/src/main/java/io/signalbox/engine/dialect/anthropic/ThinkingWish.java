package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.spi.CallPlan;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// How the model of one request is asked to think: as the graph says, else as a client of this
/// dialect wrote it, else in the way that the model takes for an effort. Belongs to one thread.
final class ThinkingWish {
  private final CallPlan plan;
  private final OwnMembers own;
  private final ToolOffer offer;
  private final List<String> losses;

  ThinkingWish(CallPlan plan, OwnMembers own, ToolOffer offer, List<String> losses) {
    this.plan = plan;
    this.own = own;
    this.offer = offer;
    this.losses = losses;
  }

  /// Writes it into a body.
  ///
  /// @param limit `max_tokens`
  /// @return whether the model will think
  boolean write(ObjectNode body, long limit, Turns turns) {
    String set = plan.params().getOrDefault("thinking", "");
    if (!set.isEmpty()) {
      return !set.contains("disabled");
    }
    Optional<ObjectNode> said = own.thinking().filter(wish -> own.keepsWish(plan.model()));
    return said.isPresent() ? writeOwn(body, said.get(), limit) : writeEffort(body, limit, turns);
  }

  /// The answer's limit may be less than what the client had in mind.
  private boolean writeOwn(ObjectNode body, ObjectNode wish, long limit) {
    long budget = Thinking.budget(own.budget(), limit);
    if (own.budget() >= limit && budget == 0) {
      losses.add(
          "An answer of at most " + limit + " tokens leaves no room to think: it does not think.");
      return false;
    }
    if (own.budget() >= limit) {
      wish.put("budget_tokens", budget);
      losses.add(
          "Thinking must be less than the %d tokens of the answer: its budget is %d, not %d."
              .formatted(limit, budget, own.budget()));
    }
    body.set("thinking", wish);
    return !Json.text(wish, "type").equals("disabled");
  }

  /// Forced tools and answered calls without their thinking forbid it.
  private boolean writeEffort(ObjectNode body, long limit, Turns turns) {
    String effort = plan.request().sampling().reasoningEffort().orElse("none");
    if (effort.equals("none")) {
      return false;
    }
    if (offer.forces()) {
      losses.add(
          "Anthropic does not think when a tool is forced: `reasoning_effort` was left out.");
      return false;
    }
    Thinking thinking = Thinking.of(plan.model());
    if (thinking == Thinking.BUDGET && turns.answersUnexplainedCall()) {
      losses.add(
          "A call of a tool came back without its signed thinking: `reasoning_effort` was left"
              + " out.");
      return false;
    }
    return thinking.write(body, plan.model(), effort, limit, losses);
  }
}
