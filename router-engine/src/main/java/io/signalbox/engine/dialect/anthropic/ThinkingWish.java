package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.spi.CallPlan;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
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
    Optional<JsonNode> said = own.thinking().filter(wish -> own.keepsWish(plan.model()));
    if (said.isPresent()) {
      body.set("thinking", said.get());
      return !Json.text(said.get(), "type").equals("disabled");
    }
    return writeEffort(body, limit, turns);
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
