package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.spi.CallPlan;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// How many tokens an answer may have, which the provider wants to be told.
final class AnswerLimit {
  /// The member of a body in which it stands.
  static final String MEMBER = "max_tokens";

  private static final long DEFAULT = 4096;

  private AnswerLimit() {}

  /// What the graph sets, else what the client wants, as far as the model can.
  static long of(CallPlan plan, List<String> losses) {
    OptionalLong set = setBy(plan);
    if (set.isPresent()) {
      return set.getAsLong();
    }
    long most = plan.maxOutputTokens();
    OptionalInt wanted = plan.request().sampling().maxTokens();
    if (wanted.isEmpty()) {
      return most > 0 ? most : DEFAULT;
    }
    if (isTooMuch(plan)) {
      losses.add(
          "The model answers with at most " + most + " tokens, not " + wanted.getAsInt() + ".");
      return most;
    }
    return wanted.getAsInt();
  }

  /// What the graph sets for the model.
  static OptionalLong setBy(CallPlan plan) {
    return JsonTree.read(plan.params().getOrDefault(MEMBER, ""))
        .filter(JsonNode::isIntegralNumber)
        .map(limit -> OptionalLong.of(limit.asLong()))
        .orElseGet(OptionalLong::empty);
  }

  /// Whether the client wants more than the model can.
  static boolean isTooMuch(CallPlan plan) {
    long most = plan.maxOutputTokens();
    return most > 0
        && plan.request().sampling().maxTokens().orElse(0) > most
        && setBy(plan).isEmpty();
  }
}
