package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.dialect.ClaudeName;
import io.signalbox.engine.dialect.Efforts;
import io.signalbox.engine.spi.CallPlan;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// How a Claude model is asked to think, by its name. From 4.6 on it decides itself within an
/// effort (`thinking.type` `adaptive` and `output_config.effort`; from 4.7 on a budget is an
/// error); from 3.7 on it takes a budget of at least 1024 tokens below `max_tokens`; before that it
/// does not think. A name that says no version is taken for a new Claude, a name without `claude`
/// for a compatible server, which most likely knows the budget. Source: the provider's pages on
/// extended and adaptive thinking, read 2026-11.
enum Thinking {
  ADAPTIVE,
  BUDGET,
  NEVER;

  private static final int SELF_DECIDED = 4_06;
  private static final int FIRST_EFFORT = 4_05;
  private static final int FIRST = 3_07;
  private static final int WITHOUT_SAMPLING = 4_07;
  private static final int SMALLEST_BUDGET = 1024;

  static Thinking of(String model) {
    if (!ClaudeName.isOne(model)) {
      return BUDGET;
    }
    int version = ClaudeName.version(model);
    if (version >= SELF_DECIDED) {
      return ADAPTIVE;
    }
    return version >= FIRST ? BUDGET : NEVER;
  }

  /// Why the model takes no `temperature`, `top_p` and `top_k`; empty if it does.
  ///
  /// @param thinks whether it will think
  static Optional<String> whyUndrawn(String model, boolean thinks) {
    if (thinks) {
      return Optional.of(" while a model thinks");
    }
    return ClaudeName.refusesSampling(model) ? Optional.of(" for " + model) : Optional.empty();
  }

  /// Whether a model takes a wish for thinking as a client of the provider wrote it.
  ///
  /// @param type the wish's type: `enabled` has a budget
  static boolean takes(String model, String type) {
    Thinking way = of(model);
    return switch (type) {
      case "enabled" -> way == BUDGET || (way == ADAPTIVE && !ClaudeName.refusesSampling(model));
      case "adaptive" -> way == ADAPTIVE;
      default -> true;
    };
  }

  /// Whether a model takes `output_config.effort`, as Claudes do that decide themselves, and Opus
  /// 4.5. Of a compatible server's models it is not known.
  static boolean takesEffort(String model) {
    boolean first = model.contains("opus") && ClaudeName.version(model) == FIRST_EFFORT;
    return !ClaudeName.isOne(model) || of(model) == ADAPTIVE || first;
  }

  /// Writes the wish for thinking.
  ///
  /// @param effort the client's word, not `none`
  /// @param limit `max_tokens`
  /// @return whether the model now thinks
  boolean write(ObjectNode body, CallPlan plan, String effort, long limit, List<String> losses) {
    return switch (this) {
      case ADAPTIVE -> writeEffort(body, plan, effort, losses);
      case BUDGET -> writeBudget(body, effort, limit, losses);
      case NEVER -> {
        losses.add(
            "The model " + plan.model() + " does not think: `reasoning_effort` was left out.");
        yield false;
      }
    };
  }

  private static boolean writeEffort(
      ObjectNode body, CallPlan plan, String effort, List<String> losses) {
    body.putObject("thinking").put("type", "adaptive");
    fitEffort(plan, effort, losses)
        .ifPresent(word -> body.withObject("/output_config").put("effort", word));
    return true;
  }

  /// The word for an effort that the model knows; empty if there is none.
  static Optional<String> fitEffort(CallPlan plan, String effort, List<String> losses) {
    Optional<String> word = Efforts.nearest(efforts(plan), effort);
    if (!word.equals(Optional.of(effort))) {
      losses.add(
          "The model %s does not support the effort `%s`: %s."
              .formatted(
                  plan.model(),
                  effort,
                  word.map(each -> "`" + each + "` was sent").orElse("it was left out")));
    }
    return word;
  }

  /// The words for efforts that a model knows.
  static List<String> efforts(CallPlan plan) {
    boolean more = ClaudeName.version(plan.model()) >= WITHOUT_SAMPLING;
    List<String> usual =
        more
            ? List.of("low", "medium", "high", "xhigh", "max")
            : List.of("low", "medium", "high", "max");
    return plan.rules().efforts().orElse(ClaudeName.isOne(plan.model()) ? usual : List.of("*"));
  }

  private static boolean writeBudget(
      ObjectNode body, String effort, long limit, List<String> losses) {
    long wanted =
        switch (effort) {
          case "minimal" -> SMALLEST_BUDGET;
          case "low" -> 2048;
          case "medium" -> 8192;
          case "high" -> 16_384;
          case "xhigh", "max" -> 31_999;
          default -> 0;
        };
    long budget = budget(wanted, limit);
    if (budget == 0) {
      losses.add(
          wanted == 0
              ? "Anthropic does not support `reasoning_effort` " + effort + ": it was left out."
              : "A limit of "
                  + limit
                  + " tokens is too small for thinking: `reasoning_effort` was"
                  + " left out.");
      return false;
    }
    body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
    return true;
  }

  /// A budget that leaves half of the limit for the answer itself; 0 if there is no room for one.
  static long budget(long wanted, long limit) {
    long budget = Math.min(wanted, Math.max(limit / 2, SMALLEST_BUDGET));
    return budget < limit ? budget : 0;
  }
}
