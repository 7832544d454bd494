package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.dialect.Efforts;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.Quirk;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which members of a body a model takes. What says nothing but the usual is not missed where it is
/// left out.
final class TakenMembers {
  /// What each means that is as good as absent. Source: OpenAI's description of its API.
  private static final Map<String, Set<String>> USUAL =
      Map.ofEntries(
          Map.entry("frequency_penalty", Set.of("0", "0.0")),
          Map.entry("logit_bias", Set.of("{}")),
          Map.entry("logprobs", Set.of("false")),
          Map.entry("n", Set.of("1")),
          Map.entry("parallel_tool_calls", Set.of("true")),
          Map.entry("presence_penalty", Set.of("0", "0.0")),
          Map.entry("service_tier", Set.of("\"auto\"", "\"default\"")),
          Map.entry("store", Set.of("false")),
          Map.entry("stream", Set.of("false")),
          Map.entry("temperature", Set.of("1", "1.0")),
          Map.entry("tool_choice", Set.of("\"auto\"")),
          Map.entry("top_logprobs", Set.of("0")),
          Map.entry("top_p", Set.of("1", "1.0")));

  private final CallPlan plan;
  private final Optional<String> effort;

  TakenMembers(CallPlan plan) {
    this.plan = plan;
    this.effort = Efforts.of(plan);
  }

  boolean has(String name) {
    return !isForbidden(name) && plan.rules().takes(name, effort);
  }

  private boolean isForbidden(String name) {
    return switch (name) {
      case "tool_choice" -> is(Quirk.NO_TOOL_CHOICE);
      case "stop" -> is(Quirk.NO_STOP);
      case "parallel_tool_calls" -> is(Quirk.NO_PARALLEL_TOOL_CALLS);
      default -> false;
    };
  }

  private boolean is(Quirk quirk) {
    return plan.quirks().contains(quirk);
  }

  /// Leaves out what the model does not take. Null says nothing, and is refused by servers that
  /// take known members only.
  ///
  /// @param members name → JSON text
  /// @param losses told what is missed
  void leaveOthersOut(Map<String, String> members, Set<String> losses) {
    for (Iterator<Map.Entry<String, String>> all = members.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, String> each = all.next();
      boolean isNull = each.getValue().equals("null");
      boolean isMute = isNull && plan.rules().members().isPresent();
      if (isMute || !has(each.getKey())) {
        all.remove();
        if (!isNull && !isUsual(each.getKey(), each.getValue())) {
          losses.add(each.getKey() + ": not supported by the provider");
        }
      }
    }
  }

  private static boolean isUsual(String name, String value) {
    return USUAL.getOrDefault(name, Set.of()).contains(value.strip());
  }
}
