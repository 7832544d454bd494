package io.signalbox.app.wording;

import io.signalbox.engine.api.LearnedBranches;
import io.signalbox.engine.learned.Curve;
import io.signalbox.engine.learned.Proof;
import io.signalbox.engine.learned.Wish;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/// What a learned router is worth, in words.
public final class LearnedWords {
  private static final double TINY = 1e-9;

  private LearnedWords() {}

  /// Why nothing can be said of a node's wish; empty if something can.
  public static String unmeasurable(LearnedBranches branches) {
    if (branches.wish().isEmpty()) {
      return "Enter either a quality or what a call may cost at most.";
    } else if (branches.names().isEmpty()) {
      return "The file knows none of the models: " + String.join(", ", branches.unknown()) + ".";
    } else if (branches.wish().get() instanceof Wish.Budget && !branches.knowsCosts()) {
      return "The file does not say what calls cost.";
    }
    return "";
  }

  /// Why nothing came of a file.
  ///
  /// @param what what could not be done
  /// @param why with or without a full stop at its end
  public static String failed(String what, String why) {
    return what + ": " + (why.endsWith(".") ? why : why + ".");
  }

  /// Whether choices are shown to be no worse than the best single model, and what they save.
  public static String proof(Proof proof, String best) {
    if (proof.declined() > 1 - TINY) {
      return "No model is sure to reach it, so every request takes otherwise.";
    }
    String figures =
        String.format(
            Locale.ROOT,
            "%.3f against %.3f on %,d prompts not learned from (95%% interval of the difference"
                + " %+.3f to %+.3f)",
            proof.router(),
            proof.best(),
            proof.prompts(),
            proof.lower(),
            proof.upper());
    return proof.holds()
        ? "Shown to be no worse than " + best + " alone: " + figures + saved(proof)
        : "Not shown to be no worse than "
            + best
            + " alone, so every request takes otherwise: "
            + figures
            + ".";
  }

  private static String saved(Proof proof) {
    long percent = Math.round(100 * Math.abs(proof.saved()));
    String cost =
        percent == 0
            ? ", for the same cost."
            : ", for " + percent + "% " + (proof.saved() > 0 ? "less." : "more.");
    long declined = Math.round(100 * proof.declined());
    return cost + (declined == 0 ? "" : " " + declined + "% of prompts take otherwise.");
  }

  /// A wish.
  public static String wish(Wish wish) {
    return switch (wish) {
      case Wish.Quality(double least, double sure) -> "quality " + plain(least);
      case Wish.Budget(double most, double sure) -> "at most $" + plain(most) + " a call";
    };
  }

  /// A point on the curve.
  ///
  /// @param cost of a call; in dollars only if they are known
  public static String point(String name, double score, double cost, boolean priced) {
    String words = name + ": " + String.format(Locale.ROOT, "%.3f", score);
    return priced && Double.isFinite(cost) ? words + ", $" + plain(cost) + " a call" : words;
  }

  /// How much of the gap between cheapest and best model the router and its baselines recover.
  public static String curve(Curve curve) {
    List<String> gaps =
        curve.lines().stream()
            .map(each -> String.format(Locale.ROOT, "%s %.2f", each.name(), each.area().value()))
            .toList();
    return "Mean score by cost on "
        + String.format(Locale.ROOT, "%,d", curve.prompts())
        + " prompts not learned from. Recovered gap: "
        + String.join(", ", gaps)
        + ", random mix 0.50.";
  }

  private static String plain(double number) {
    return new BigDecimal(number).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
