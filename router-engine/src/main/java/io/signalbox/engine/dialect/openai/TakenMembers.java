package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.dialect.Efforts;
import io.signalbox.engine.dialect.SharedMembers;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.Quirk;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which members of a body a model takes. What says nothing but the usual is not missed where it is
/// left out.
final class TakenMembers {
  private static final Set<String> PENALTIES =
      Set.of(SharedMembers.FREQUENCY_PENALTY, SharedMembers.PRESENCE_PENALTY);

  private final CallPlan plan;
  private final Optional<String> effort;

  TakenMembers(CallPlan plan) {
    this.plan = plan;
    this.effort = Efforts.of(plan);
  }

  boolean has(String name) {
    return !isForbidden(name) && plan.rules().takes(name, effort);
  }

  /// Whether it is known to take a member that a client of another dialect asks for.
  boolean knows(String name) {
    return PENALTIES.contains(name)
        || plan.rules().alsoTaken().contains(name)
        || plan.rules().members().map(all -> all.contains(name)).orElse(false);
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
        if (!isNull && !SharedMembers.isUsual(each.getKey(), each.getValue())) {
          losses.add(each.getKey() + ": not supported by the provider");
        }
      }
    }
  }
}
