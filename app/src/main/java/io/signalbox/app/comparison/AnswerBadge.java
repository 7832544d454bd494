package io.signalbox.app.comparison;

import io.signalbox.app.tryout.Answer;
import io.signalbox.engine.catalog.Money;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// What sets an answer apart from those beside it. Of simulated ones nothing is said: their text is
/// made up, and so is their time.
public enum AnswerBadge {
  BEST_VALUE("best value", "Lowest cost and time combined."),
  CHEAPEST("cheapest", "Lowest cost."),
  FASTEST("fastest", "Shortest total time.");

  private final String words;
  private final String why;

  AnswerBadge(String words, String why) {
    this.words = words;
    this.why = why;
  }

  /// How it is shown.
  public String words() {
    return words;
  }

  /// What it means.
  public String why() {
    return why;
  }

  /// The badges of each answer, in their order. Only whole answers are compared, from two on.
  public static List<Set<AnswerBadge>> of(List<Optional<Answer>> answers) {
    var badges = new ArrayList<Set<AnswerBadge>>();
    answers.forEach(each -> badges.add(EnumSet.noneOf(AnswerBadge.class)));
    give(CHEAPEST, answers, badges, AnswerBadge::usd);
    give(FASTEST, answers, badges, answer -> answer.millis());
    give(BEST_VALUE, answers, badges, answer -> usd(answer) * Math.max(1, answer.millis()));
    // Whoever is both cheapest and fastest is the best value anyway.
    badges.stream()
        .filter(each -> each.containsAll(EnumSet.of(CHEAPEST, FASTEST)))
        .forEach(each -> each.remove(BEST_VALUE));
    return badges;
  }

  private static double usd(Answer answer) {
    return answer.usd().map(Money::usd).map(Number::doubleValue).orElse(Double.NaN);
  }

  /// Gives it to the one that has the least; to nobody if two have it.
  private static void give(
      AnswerBadge badge,
      List<Optional<Answer>> answers,
      List<Set<AnswerBadge>> badges,
      ToDoubleFunction<Answer> measure) {
    int best = -1;
    int compared = 0;
    double least = Double.POSITIVE_INFINITY;
    boolean shared = false;
    for (int i = 0; i < answers.size(); i++) {
      double value =
          answers
              .get(i)
              .filter(each -> each.phase() == Answer.Phase.WHOLE && !each.simulated())
              .map(measure::applyAsDouble)
              .orElse(Double.NaN);
      if (!Double.isNaN(value)) {
        compared++;
        shared = value == least || (value > least && shared);
        best = value < least ? i : best;
        least = Math.min(least, value);
      }
    }
    if (compared > 1 && !shared) {
      badges.get(best).add(badge);
    }
  }
}
