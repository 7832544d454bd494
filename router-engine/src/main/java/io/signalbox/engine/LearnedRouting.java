package io.signalbox.engine;

import io.signalbox.engine.api.LearnedBranches;
import io.signalbox.engine.api.LearnedTraining;
import io.signalbox.engine.learned.Choice;
import io.signalbox.engine.learned.Wish;
import io.signalbox.engine.route.LearnedFinding;
import io.signalbox.engine.route.LearnedSource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Chooses by what a router predicts, if it was shown to be no worse than the best single model.
/// Immutable, safe for threads if its encoder is.
final class LearnedRouting implements LearnedSource {
  private final LearnedBranches branches;
  private final LearnedTraining.Ready trained;
  private final Wish wish;

  private LearnedRouting(LearnedBranches branches, LearnedTraining.Ready trained, Wish wish) {
    this.branches = branches;
    this.trained = trained;
    this.wish = wish;
  }

  /// One that always declines.
  static LearnedSource declining(String why) {
    var declined = new LearnedFinding.Declined(why);
    return text -> declined;
  }

  static LearnedSource of(LearnedBranches branches, LearnedTraining.Ready trained) {
    Optional<Wish> wish = branches.wish();
    if (wish.isEmpty() || branches.names().isEmpty()) {
      return declining("its file knows none of the models");
    }
    if (wish.get() instanceof Wish.Budget && !trained.router().knowsCosts()) {
      return declining("its file does not say what calls cost");
    }
    return branches.proof(wish.get()).holds()
        ? new LearnedRouting(branches, trained, wish.get())
        : declining(
            "it was not shown to be no worse than " + trained.router().bestModel() + " alone");
  }

  /// An encoder comes from a plug-in: whatever it throws must not stop a request.
  @Override
  public LearnedFinding find(String text) {
    try {
      return found(trained.router().choose(text, trained.encoding(), wish, branches.names()));
    } catch (RuntimeException | LinkageError broken) {
      return new LearnedFinding.Declined(Encoders.broken(broken));
    }
  }

  private LearnedFinding found(Choice choice) {
    return switch (choice) {
      case Choice.Declined declined -> new LearnedFinding.Declined(why(declined));
      case Choice.Chosen chosen ->
          new LearnedFinding.Ranked(
              chosen.candidates().stream().map(each -> branches.id(each.model())).toList(),
              words(chosen.best()) + ", " + wished(),
              chosen.dropped().stream()
                  .map(each -> branches.id(each.model()) + ": " + words(each))
                  .toList());
    };
  }

  private String why(Choice.Declined declined) {
    return switch (declined.reason()) {
      case UNFAMILIAR -> "the message is unlike all that were learned from";
      case OUT_OF_REACH -> "no model reaches " + wished() + best(declined.dropped());
    };
  }

  /// The nearest miss.
  private String best(List<Choice.Candidate> dropped) {
    return dropped.stream()
        .max(Comparator.comparingDouble(Choice.Candidate::lower))
        .map(each -> "; the best is " + branches.id(each.model()) + ", " + words(each))
        .orElse("");
  }

  private static String words(Choice.Candidate each) {
    return String.format(
            Locale.ROOT, "predicted quality %.2f, at least %.2f", each.quality(), each.lower())
        + cost(each.usd());
  }

  private static String cost(OptionalDouble usd) {
    return usd.isEmpty() ? "" : ", about $" + plain(usd.getAsDouble()) + " a call";
  }

  private String wished() {
    return switch (wish) {
      case Wish.Quality(double least, double sure) ->
          String.format(Locale.ROOT, "quality %.2f", least);
      case Wish.Budget(double most, double sure) -> "$" + plain(most) + " a call";
    };
  }

  private static String plain(double usd) {
    return new BigDecimal(usd).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
