package io.signalbox.engine.lab;

import io.signalbox.engine.experiment.Comparison;
import io.signalbox.engine.experiment.PairedTest;
import io.signalbox.engine.experiment.ScoreRange;
import io.signalbox.engine.experiment.Scores;
import io.signalbox.engine.store.Verdicts;
import io.signalbox.engine.store.Verdicts.Label;
import io.signalbox.engine.store.Verdicts.PairVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a judge said of the copies of a mirror so far. Immutable.
///
/// @param judging who was asked what
/// @param last when it was asked last
/// @param better pairs whose copy won
/// @param worse pairs whose original won
/// @param ties pairs in which neither did, or each did once when they were shown in both orders
/// @param broken answers of the judge that were no verdict
/// @param twice pairs with a verdict in both orders
/// @param agreed how many of these have the same verdict in both
/// @param wins a score for each pair: 1 if the copy won, a half for a tie
/// @param comparison the copy with the original: how many more pairs it wins
/// @param first a score for each verdict that is no tie: 1 if what was shown first won
public record Judgment(
    Verdicts.Judging judging,
    Instant last,
    int better,
    int worse,
    int ties,
    int broken,
    int twice,
    int agreed,
    Scores wins,
    Comparison comparison,
    Scores first) {
  private static final double EVEN = 0.5;

  /// What follows from all verdicts of a judge, in the order in which it gave them.
  ///
  /// @param verdicts at least one
  public static Judgment of(Verdicts.Judging judging, List<PairVerdict> verdicts) {
    Map<String, List<PairVerdict>> pairs = pairs(verdicts);
    List<Double> scores = pairs.values().stream().map(Judgment::score).toList();
    var test = new PairedTest();
    scores.forEach(test::add);
    List<List<PairVerdict>> twice =
        pairs.values().stream().filter(each -> each.size() > 1).toList();
    return new Judgment(
        judging,
        verdicts.stream().map(PairVerdict::at).max(Comparator.naturalOrder()).orElseThrow(),
        (int) scores.stream().filter(each -> each > EVEN).count(),
        (int) scores.stream().filter(each -> each < EVEN).count(),
        (int) scores.stream().filter(each -> each == EVEN).count(),
        (int) verdicts.stream().filter(each -> each.label() == Label.NONE).count(),
        twice.size(),
        (int) twice.stream().filter(Judgment::agree).count(),
        test.scores(),
        test.comparison(),
        first(verdicts));
  }

  /// A pair stands where its last verdict came.
  private static Map<String, List<PairVerdict>> pairs(List<PairVerdict> verdicts) {
    var pairs = new LinkedHashMap<String, List<PairVerdict>>();
    for (PairVerdict each : verdicts) {
      if (each.label() != Label.NONE) {
        List<PairVerdict> before = pairs.remove(each.request());
        var all = new ArrayList<PairVerdict>(before == null ? List.of() : before);
        all.add(each);
        pairs.put(each.request(), all);
      }
    }
    return pairs;
  }

  private static double score(List<PairVerdict> ofPair) {
    return ofPair.stream().mapToDouble(Judgment::score).average().orElse(EVEN);
  }

  private static double score(PairVerdict verdict) {
    return switch (verdict.label()) {
      case COPY -> 1;
      case ORIGINAL -> 0;
      case TIE, NONE -> EVEN;
    };
  }

  private static boolean agree(List<PairVerdict> ofPair) {
    return ofPair.stream().map(PairVerdict::label).distinct().count() == 1;
  }

  private static Scores first(List<PairVerdict> verdicts) {
    Scores first = Scores.NONE;
    for (PairVerdict each : verdicts) {
      if (each.label() == Label.COPY || each.label() == Label.ORIGINAL) {
        first = first.and((each.label() == Label.COPY) == each.copyFirst() ? 1 : 0);
      }
    }
    return first;
  }

  /// How many pairs have a verdict.
  public int pairs() {
    return better + worse + ties;
  }

  /// Where the true share of pairs that the copy wins lies, ties as halves.
  public ScoreRange range() {
    return wins.interval(ExperimentReport.CONFIDENCE);
  }

  /// Whether what is shown first, or second, wins more often than chance: with answers in random
  /// order neither may.
  public boolean isBiased() {
    ScoreRange range = first.interval(ExperimentReport.CONFIDENCE);
    return range.low() > EVEN || range.high() < EVEN;
  }

  /// What there is to object to the judge, in sentences.
  public List<String> objections() {
    var objections = new ArrayList<String>();
    if (isBiased()) {
      objections.add(bias());
    }
    if (broken > 0) {
      objections.add(
          broken == 1
              ? "One answer of the judge was no verdict."
              : broken + " answers of the judge were no verdict.");
    }
    return objections;
  }

  private String bias() {
    boolean toFirst = first.mean() > EVEN;
    Scores preferred = toFirst ? first : new Scores(first.count(), first.count() - first.sum());
    ScoreRange range = preferred.interval(ExperimentReport.CONFIDENCE);
    return "The judge is biased: in %s of its choices (%s to %s) it prefers what is shown %s."
        .formatted(
            percent(preferred.mean()),
            percent(range.low()),
            percent(range.high()),
            toFirst ? "first" : "second");
  }

  /// How the pairs ended, in words.
  public String outcome() {
    String ends = "%d better, %d worse, %d ties".formatted(better, worse, ties);
    return twice == 0
        ? ends
        : ends + "; same verdict in both orders in %d of %d".formatted(agreed, twice);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", share * 100);
  }
}
