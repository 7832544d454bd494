package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.spi.CallPlan;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A wish for thinking in the provider's own words.
///
/// @param json the value of `thinking`
record ThinkingWish(ObjectNode json) {
  /// The member of a body in which it stands.
  static final String MEMBER = "thinking";

  /// The wish as the graph says it, else as a client of this dialect does.
  static Optional<ThinkingWish> of(CallPlan plan) {
    return setBy(plan).or(() -> OwnMembers.of(plan.request()).thinking(plan.model()));
  }

  /// The wish as the graph says it for the model.
  static Optional<ThinkingWish> setBy(CallPlan plan) {
    return JsonTree.readObject(plan.params().getOrDefault(MEMBER, "")).map(ThinkingWish::new);
  }

  String type() {
    return JsonTree.text(json, "type");
  }

  boolean isOff() {
    return type().equals("disabled");
  }

  /// Whether the model is to decide itself how much it thinks.
  boolean isAdaptive() {
    return type().equals("adaptive");
  }

  /// Whether the model is given a budget, which has rules that a model that decides itself does not
  /// have.
  boolean isManual() {
    return type().equals("enabled");
  }

  /// How many tokens the model may think; 0 if there is no budget.
  long budget() {
    return isManual() ? json.path("budget_tokens").asLong(0) : 0;
  }

  ThinkingWish withBudget(long tokens) {
    return new ThinkingWish(json.deepCopy().put("budget_tokens", tokens));
  }
}
