package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.experiment.Comparison;
import io.signalbox.engine.experiment.PairedTest;
import io.signalbox.engine.experiment.ScoreRange;
import io.signalbox.engine.experiment.Scores;
import io.signalbox.engine.experiment.WilsonBound;
import io.signalbox.engine.store.Verdicts.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a judge said of the answers of one model, beside those of the base. Immutable.
///
/// @param better prompts whose answer is better than that of the base
/// @param worse prompts whose answer is worse
/// @param ties prompts where neither is, or each once when they were shown in both orders
/// @param broken answers of the judge that were no verdict
/// @param twice prompts with a verdict in both orders
/// @param agreed how many of these have the same verdict in both
/// @param range where the true share of prompts lies at which it is better, ties as halves, with 95
///   % confidence
/// @param comparison whether it is more than chance, however often one looks
/// @param firstWins of the verdicts that are no tie, the share in which what was shown first won
public record JudgeTally(
    MatrixTarget target,
    int better,
    int worse,
    int ties,
    int broken,
    int twice,
    int agreed,
    Optional<ScoreRange> range,
    Comparison comparison,
    Scores firstWins) {
  private static final double EVEN = 0.5;

  static JudgeTally of(
      MatrixPlan plan, MatrixJudge judge, MatrixTarget target, MatrixRecord record) {
    var scores = new ArrayList<Double>();
    int broken = 0;
    int twice = 0;
    int agreed = 0;
    Scores first = Scores.NONE;
    for (MatrixPrompt prompt : plan.prompts()) {
      List<MatrixVerdict> said = verdicts(judge, target, prompt, record);
      broken += (int) said.stream().filter(each -> each.label() == Label.NONE).count();
      List<MatrixVerdict> sound = said.stream().filter(each -> each.label() != Label.NONE).toList();
      if (sound.isEmpty()) {
        continue;
      }
      scores.add(sound.stream().mapToDouble(JudgeTally::score).average().orElse(EVEN));
      twice += sound.size() > 1 ? 1 : 0;
      agreed += sound.size() > 1 && isAgreed(sound) ? 1 : 0;
      for (MatrixVerdict each : sound) {
        if (each.label() != Label.TIE) {
          first = first.and((each.label() == Label.COPY) == each.targetFirst() ? 1 : 0);
        }
      }
    }
    return of(target, scores, broken, twice, agreed, first);
  }

  private static JudgeTally of(
      MatrixTarget target, List<Double> scores, int broken, int twice, int agreed, Scores first) {
    var test = new PairedTest();
    scores.forEach(test::add);
    int better = (int) scores.stream().filter(each -> each > EVEN).count();
    int worse = (int) scores.stream().filter(each -> each < EVEN).count();
    Optional<ScoreRange> range =
        scores.isEmpty()
            ? Optional.empty()
            : Optional.of(WilsonBound.both(test.scores().mean(), scores.size()));
    return new JudgeTally(
        target,
        better,
        worse,
        scores.size() - better - worse,
        broken,
        twice,
        agreed,
        range,
        test.comparison(),
        first);
  }

  private static List<MatrixVerdict> verdicts(
      MatrixJudge judge, MatrixTarget target, MatrixPrompt prompt, MatrixRecord record) {
    var found = new ArrayList<MatrixVerdict>();
    var cell = new MatrixCell.CellKey(target.key(), prompt.key());
    for (int turn = 0; turn < judge.turns(); turn++) {
      var key = new MatrixVerdict.VerdictKey(judge.key(), cell, judge.base().key(), turn);
      Optional.ofNullable(record.verdicts().get(key)).ifPresent(found::add);
    }
    return found;
  }

  private static double score(MatrixVerdict verdict) {
    return switch (verdict.label()) {
      case COPY -> 1;
      case ORIGINAL -> 0;
      case TIE, NONE -> EVEN;
    };
  }

  private static boolean isAgreed(List<MatrixVerdict> both) {
    return both.stream().map(MatrixVerdict::label).distinct().count() == 1;
  }

  /// How many prompts have a verdict.
  public int prompts() {
    return better + worse + ties;
  }

  /// The share of prompts at which it is better, ties as halves: 0–1.
  public double winRate() {
    return prompts() == 0 ? EVEN : (better + ties * EVEN) / prompts();
  }
}
