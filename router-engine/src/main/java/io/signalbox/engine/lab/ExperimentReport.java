package io.signalbox.engine.lab;

import io.signalbox.engine.experiment.Comparison;
import io.signalbox.engine.experiment.MetricTally;
import io.signalbox.engine.experiment.Scores;
import io.signalbox.engine.store.ExperimentBranch;
import io.signalbox.engine.store.FeedbackLog;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.trace.Feedback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What an experiment shows so far. Immutable.
///
/// @param place which one
/// @param branches what its branches did, by name; copies last
/// @param metrics what was said of them; `score` first, the others by name
/// @param judgments what judges said of copies, the one that was asked last first
public record ExperimentReport(
    ExperimentBranch.ExperimentKey place,
    List<ExperimentBranch> branches,
    List<Metric> metrics,
    List<Judgment> judgments) {
  /// The confidence of ranges.
  public static final double CONFIDENCE = 0.95;

  public ExperimentReport {
    branches = List.copyOf(branches);
    metrics = List.copyOf(metrics);
    judgments = List.copyOf(judgments);
  }

  /// The scores of one metric.
  ///
  /// @param scores one for each branch, in their order
  /// @param comparisons each pair of branches once, but for copies, of which there is no feedback;
  ///   the places are those of the branches
  public record Metric(String name, List<Scores> scores, List<Comparison> comparisons) {
    /// How many scores all branches got.
    public long count() {
      return scores.stream().mapToLong(Scores::count).sum();
    }
  }

  /// All experiments, those with the latest requests first. It reads all their scores, some 100,000
  /// in a tenth of a second.
  public static List<ExperimentReport> all(Store store) {
    FeedbackLog log = store.feedback();
    Map<ExperimentBranch.ExperimentKey, List<ExperimentBranch>> places = new LinkedHashMap<>();
    for (ExperimentBranch branch : log.branches()) {
      places.computeIfAbsent(branch.place(), place -> new ArrayList<>()).add(branch);
    }
    return places.entrySet().stream()
        .map(each -> of(store, each.getKey(), copiesLast(each.getValue())))
        .sorted(Comparator.comparing(ExperimentReport::last).reversed())
        .toList();
  }

  private static List<ExperimentBranch> copiesLast(List<ExperimentBranch> branches) {
    return branches.stream().sorted(Comparator.comparing(ExperimentBranch::isOfCopies)).toList();
  }

  private static ExperimentReport of(
      Store store, ExperimentBranch.ExperimentKey place, List<ExperimentBranch> branches) {
    List<String> names = branches.stream().map(ExperimentBranch::branch).toList();
    var tallies = new TreeMap<String, MetricTally>();
    store
        .feedback()
        .scores(
            place,
            score -> {
              int branch = names.indexOf(score.branch());
              if (branch >= 0) { // not one that began just now
                tallies
                    .computeIfAbsent(score.metric(), metric -> new MetricTally(names.size()))
                    .add(branch, score.score());
              }
            });
    var metrics = new ArrayList<Metric>();
    tallies.forEach(
        (name, tally) -> metrics.add(new Metric(name, tally.scores(), judged(tally, branches))));
    metrics.sort(Comparator.comparing(metric -> !metric.name().equals(Feedback.SCORE)));
    return new ExperimentReport(place, branches, metrics, judgments(store, place));
  }

  private static List<Judgment> judgments(Store store, ExperimentBranch.ExperimentKey place) {
    return store.verdicts().judgings(place.graph(), place.node()).stream()
        .map(judging -> Judgment.of(judging, store.verdicts().of(judging)))
        .toList();
  }

  /// No app sees copies, so nothing is said of them by its scores.
  private static List<Comparison> judged(MetricTally tally, List<ExperimentBranch> branches) {
    return tally.comparisons().stream()
        .filter(each ->
            !branches.get(each.first()).isOfCopies() && !branches.get(each.second()).isOfCopies())
        .toList();
  }

  /// The places of the branches that get feedback: not those of copies.
  public List<Integer> judged() {
    return IntStream.range(0, branches.size())
        .filter(place -> !branches.get(place).isOfCopies())
        .boxed()
        .toList();
  }

  /// When its first request came.
  public Instant first() {
    return branches.stream()
        .map(ExperimentBranch::first)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /// When its last request came.
  public Instant last() {
    return branches.stream()
        .map(ExperimentBranch::last)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /// How many requests it had.
  public long requests() {
    return branches.stream().mapToLong(ExperimentBranch::requests).sum();
  }

  /// How many more requests a comparison likely takes until a difference is told, if feedback comes
  /// for as many of them as so far; empty where [Comparison#more()] is.
  public OptionalLong moreRequests(Metric metric, Comparison comparison) {
    long scores = metric.count();
    return comparison.more().isEmpty() || scores == 0
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.round(comparison.more().getAsLong() * ((double) requests() / scores)));
  }

  /// What a comparison says, in a sentence or two.
  public String verdict(Metric metric, Comparison comparison) {
    String first = branches.get(comparison.first()).branch();
    String second = branches.get(comparison.second()).branch();
    if (comparison.sure()) {
      boolean better = comparison.difference() > 0;
      return "%s is better than %s by %s. Chance alone shows as much in %s of experiments."
          .formatted(
              better ? first : second,
              better ? second : first,
              points(comparison.difference()),
              chance(comparison.chance()));
    }
    return "%s and %s: no difference is shown yet. %s"
        .formatted(first, second, outlook(metric, comparison));
  }

  /// What a judge's verdicts say, in a sentence or two.
  public String verdict(Judgment judgment) {
    Comparison comparison = judgment.comparison();
    if (comparison.sure()) {
      return "%s is %s: it wins %s of the pairs. Chance alone shows as much in %s of experiments."
          .formatted(
              copies(),
              comparison.difference() > 0 ? "better" : "worse",
              percent(judgment.wins().mean()),
              chance(comparison.chance()));
    }
    if (comparison.more().isPresent()) {
      return "No difference is shown yet. If the copies keep winning %s, it likely takes about %s more pairs."
          .formatted(percent(judgment.wins().mean()), rounded(comparison.more().getAsLong()));
    }
    return judgment.pairs() < Comparison.FEWEST
        ? "No difference is shown yet. There are fewer than " + Comparison.FEWEST + " verdicts."
        : "No difference is shown yet. At %s it would take more than a million pairs."
            .formatted(percent(judgment.wins().mean()));
  }

  private String copies() {
    return branches.stream()
        .filter(ExperimentBranch::isOfCopies)
        .map(ExperimentBranch::branch)
        .collect(Collectors.joining(", "));
  }

  private String outlook(Metric metric, Comparison comparison) {
    var more = moreRequests(metric, comparison);
    if (more.isPresent()) {
      return "If it stays at %s, it likely takes about %s more requests."
          .formatted(points(comparison.difference()), rounded(more.getAsLong()));
    }
    boolean few =
        metric.scores().get(comparison.first()).count() < Comparison.FEWEST
            || metric.scores().get(comparison.second()).count() < Comparison.FEWEST;
    return few
        ? "There are fewer than " + Comparison.FEWEST + " scores of a branch."
        : "At " + points(comparison.difference()) + " it would take more than a million scores.";
  }

  private static String points(double difference) {
    return String.format(Locale.ROOT, "%.1f points", Math.abs(difference) * 100);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", share * 100);
  }

  private static String chance(double chance) {
    return chance < 0.001
        ? "less than 0.1%"
        : "at most " + String.format(Locale.ROOT, "%.1f%%", chance * 100);
  }

  /// Two digits that count: it is a forecast.
  private static String rounded(long number) {
    long unit = 1;
    while (number / unit >= 100) {
      unit *= 10;
    }
    return String.format(Locale.ROOT, "%,d", Math.round(number / (double) unit) * unit);
  }
}
