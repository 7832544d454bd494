package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.dialect.Efforts;
import io.signalbox.engine.spi.CallPlan;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern NEW_NAME =
      Pattern.compile("claude-[a-z]+-(\\d{1,2})(?:[-.](\\d{1,2}))?(?![0-9])");
  private static final Pattern OLD_NAME = Pattern.compile("claude-(\\d)(?:[-.](\\d))?(?![0-9])");
  private static final int UNKNOWN = 99_00;
  private static final int SELF_DECIDED = 4_06;
  private static final int FIRST_EFFORT = 4_05;
  private static final int FIRST = 3_07;
  private static final int WITHOUT_SAMPLING = 4_07;
  private static final int SMALLEST_BUDGET = 1024;

  static Thinking of(String model) {
    if (!isClaude(model)) {
      return BUDGET;
    }
    int version = version(model);
    if (version >= SELF_DECIDED) {
      return ADAPTIVE;
    }
    return version >= FIRST ? BUDGET : NEVER;
  }

  /// Whether it is one of the provider's own models, whose rules are known.
  static boolean isClaude(String model) {
    return model.contains("claude");
  }

  /// Why the model takes no `temperature`, `top_p` and `top_k`; empty if it does.
  ///
  /// @param thinks whether it will think
  static Optional<String> whyUndrawn(String model, boolean thinks) {
    if (thinks) {
      return Optional.of(" while a model thinks");
    }
    return refusesSampling(model) ? Optional.of(" for " + model) : Optional.empty();
  }

  /// Whether the model refuses `temperature`, `top_p` and `top_k` altogether.
  static boolean refusesSampling(String model) {
    int version = version(model);
    return isClaude(model) && version >= WITHOUT_SAMPLING && version < UNKNOWN;
  }

  /// Whether a model takes a wish for thinking as a client of the provider wrote it.
  ///
  /// @param type the wish's type: `enabled` has a budget
  static boolean takes(String model, String type) {
    Thinking way = of(model);
    return switch (type) {
      case "enabled" -> way == BUDGET || (way == ADAPTIVE && !refusesSampling(model));
      case "adaptive" -> way == ADAPTIVE;
      default -> true;
    };
  }

  /// Whether a model takes `output_config.effort`, as Claudes do that decide themselves, and Opus
  /// 4.5. Of a compatible server's models it is not known.
  static boolean takesEffort(String model) {
    boolean first = model.contains("opus") && version(model) == FIRST_EFFORT;
    return !isClaude(model) || of(model) == ADAPTIVE || first;
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
    boolean more = version(plan.model()) >= WITHOUT_SAMPLING;
    List<String> usual =
        more
            ? List.of("low", "medium", "high", "xhigh", "max")
            : List.of("low", "medium", "high", "max");
    return plan.rules().efforts().orElse(isClaude(plan.model()) ? usual : List.of("*"));
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

  private static int version(String model) {
    for (Pattern pattern : List.of(NEW_NAME, OLD_NAME)) {
      Matcher matcher = pattern.matcher(model);
      if (matcher.find()) {
        String minor = matcher.group(2);
        return Integer.parseInt(matcher.group(1)) * 100
            + (minor == null ? 0 : Integer.parseInt(minor));
      }
    }
    return UNKNOWN;
  }
}
