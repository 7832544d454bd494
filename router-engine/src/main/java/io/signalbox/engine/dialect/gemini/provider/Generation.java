package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.dialect.Efforts;
import io.signalbox.engine.spi.CallPlan;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// What a model can do, by the generation in its name: before 2.5 it does not think, 2.5 thinks
/// within a budget of tokens, from 3 on by level. A name without a version (`gemini-pro-latest`) is
/// taken for a new one. Levels and budgets follow the provider's own translation of
/// `reasoning_effort`. Source: the provider's pages on thinking, read 2026-11.
enum Generation {
  OLD,
  BUDGET,
  LEVEL;

  private static final Pattern VERSION = Pattern.compile("gemini-(\\d{1,2})(?:\\.(\\d{1,2}))?");

  static Generation of(String model) {
    if (model.contains("gemma")) {
      return OLD;
    }
    Matcher matcher = VERSION.matcher(model);
    if (!matcher.find()) {
      return LEVEL;
    }
    int major = Integer.parseInt(matcher.group(1));
    String minor = matcher.group(2);
    if (major >= 3) {
      return LEVEL;
    }
    return major == 2 && minor != null && Integer.parseInt(minor) >= 5 ? BUDGET : OLD;
  }

  /// Whether calls of tools must carry a signature.
  boolean wantsSignatures() {
    return this == LEVEL;
  }

  /// Whether a form of the answer may be asked for beside tools.
  boolean takesFormBesideTools() {
    return this == LEVEL;
  }

  /// Writes `thinkingConfig` into `generationConfig`.
  void write(ObjectNode config, CallPlan plan, String effort, List<String> losses) {
    String model = plan.model();
    boolean pro = model.contains("pro");
    switch (this) {
      case OLD -> {
        if (!effort.equals("none")) {
          losses.add("The model " + model + " does not think: `reasoning_effort` was left out.");
        }
      }
      case BUDGET -> writeBudget(config, pro, effort, losses);
      case LEVEL -> writeLevel(config, levels(plan, pro), effort, losses);
    }
  }

  private static void writeBudget(
      ObjectNode config, boolean pro, String effort, List<String> losses) {
    int budget =
        switch (effort) {
          case "none" -> pro ? 128 : 0;
          case "minimal", "low" -> 1024;
          case "medium" -> 8192;
          case "high", "xhigh", "max" -> 24_576;
          default -> -1;
        };
    if (budget < 0) {
      unknown(effort, losses);
      return;
    }
    if (budget == 128) {
      losses.add("The model always thinks: the smallest budget, 128 tokens, was sent.");
    }
    ObjectNode thinking = config.putObject("thinkingConfig").put("thinkingBudget", budget);
    if (budget > 128) {
      thinking.put("includeThoughts", true);
    }
  }

  private static List<String> levels(CallPlan plan, boolean pro) {
    return plan.rules()
        .efforts()
        .orElse(pro ? List.of("low", "high") : List.of("minimal", "low", "medium", "high"));
  }

  private static void writeLevel(
      ObjectNode config, List<String> levels, String effort, List<String> losses) {
    Optional<String> level = Efforts.nearest(levels, effort);
    if (level.isEmpty()) {
      unknown(effort, losses);
      return;
    }
    if (effort.equals("none")) {
      losses.add("The model always thinks: its lowest level was sent.");
    } else if (!level.get().equals(effort)) {
      losses.add(
          "The model does not support `reasoning_effort` %s: %s was sent."
              .formatted(effort, level.get()));
    }
    ObjectNode thinking =
        config
            .putObject("thinkingConfig")
            .put("thinkingLevel", level.get().toUpperCase(Locale.ROOT));
    if (!effort.equals("none")) {
      thinking.put("includeThoughts", true);
    }
  }

  private static void unknown(String effort, List<String> losses) {
    losses.add("Gemini does not support `reasoning_effort` " + effort + ": it was left out.");
  }
}
