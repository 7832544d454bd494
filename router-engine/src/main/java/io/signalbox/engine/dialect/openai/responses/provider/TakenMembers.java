package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.dialect.Efforts;
import io.signalbox.engine.spi.CallPlan;
import java.util.List;

/// Which members of a body a model takes. Rules are written in the words of Chat Completions, which
/// have the same names for these.
final class TakenMembers {
  /// Those that some models refuse.
  static final List<String> RULED =
      List.of("temperature", "top_p", "top_logprobs", "parallel_tool_calls");

  private TakenMembers() {}

  static boolean has(CallPlan plan, String name) {
    boolean thinks =
        Efforts.of(plan)
            .or(() -> plan.rules().usualEffort())
            .filter(word -> !word.equals("none"))
            .isPresent();
    return !plan.rules().refused().contains(name)
        && !(thinks && plan.rules().refusedThinking().contains(name));
  }

  static String lost(String name) {
    return name + ": not supported by the provider";
  }

  static String shorter(long most, long wanted) {
    return "max_output_tokens: the model answers with at most %d tokens, not %d"
        .formatted(most, wanted);
  }
}
