package io.signalbox.engine.cli.experiment;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.experiment.Comparison;
import io.signalbox.engine.experiment.ScoreRange;
import io.signalbox.engine.experiment.Scores;
import io.signalbox.engine.lab.ExperimentReport;
import io.signalbox.engine.lab.Judgment;
import io.signalbox.engine.store.ExperimentBranch;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// An experiment for people, in lines.
final class ExperimentText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  private ExperimentText() {}

  static List<String> lines(ExperimentReport report) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s, node %s of %s, since %s"
            .formatted(
                report.place().experiment(),
                report.place().node(),
                report.place().graph(),
                TIME.format(report.first())));
    lines.add(
        "  %-20s %9s %9s %11s %9s %9s"
            .formatted("branch", "requests", "answered", "mean cost", "time", "first"));
    report.branches().forEach(branch -> lines.add(line(branch)));
    report.metrics().forEach(metric -> lines.addAll(lines(report, metric)));
    if (report.metrics().isEmpty() && report.judgments().isEmpty()) {
      lines.add("  No feedback yet: apps send it to /v1/feedback.");
    }
    report.judgments().forEach(each -> lines.addAll(lines(report, each)));
    lines.add("");
    return lines;
  }

  private static List<String> lines(ExperimentReport report, Judgment judgment) {
    var lines = new ArrayList<String>();
    lines.add("  judged by " + judgment.judging().judge() + ", " + TIME.format(judgment.last()));
    judgment.judging().question().lines().map(line -> "    " + line).forEach(lines::add);
    lines.addAll(JudgeText.lines(judgment));
    lines.add("    " + report.verdict(judgment));
    return lines;
  }

  private static String line(ExperimentBranch branch) {
    return "  %-20s %9d %9s %11s %9s %9s"
        .formatted(
            branch.branch() + (branch.simulated() > 0 ? "~" : ""),
            branch.requests(),
            percent(branch.answered() / (double) branch.requests(), 0),
            branch.meanUsd().map(Money::shown).orElse("unknown"),
            seconds(branch.meanMillis()),
            seconds(branch.meanWaitMillis()));
  }

  private static List<String> lines(ExperimentReport report, ExperimentReport.Metric metric) {
    var lines = new ArrayList<String>();
    lines.add("  " + metric.name());
    for (int i : report.judged()) {
      lines.add(line(report.branches().get(i).branch(), metric.scores().get(i)));
    }
    for (Comparison each : metric.comparisons()) {
      lines.add("    " + report.verdict(metric, each));
    }
    return lines;
  }

  private static String line(String branch, Scores scores) {
    ScoreRange range = scores.interval(ExperimentReport.CONFIDENCE);
    return "    %-18s %9s  %s to %s, %d %s"
        .formatted(
            branch,
            scores.count() == 0 ? "–" : percent(scores.mean(), 1),
            percent(range.low(), 1),
            percent(range.high(), 1),
            scores.count(),
            scores.count() == 1 ? "score" : "scores");
  }

  private static String percent(double share, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f%%", share * 100);
  }

  private static String seconds(OptionalDouble millis) {
    return millis.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%.2f s", millis.getAsDouble() / 1_000);
  }
}
