package io.signalbox.engine.cli.matrix;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.experiment.ScoreRange;
import io.signalbox.engine.lab.matrix.JudgeTally;
import io.signalbox.engine.lab.matrix.MatrixColumn;
import io.signalbox.engine.lab.matrix.MatrixDifference;
import io.signalbox.engine.lab.matrix.MatrixEnd;
import io.signalbox.engine.lab.matrix.MatrixHead;
import io.signalbox.engine.lab.matrix.MatrixJournal;
import io.signalbox.engine.lab.matrix.MatrixPlan;
import io.signalbox.engine.lab.matrix.MatrixProgress;
import io.signalbox.engine.lab.matrix.MatrixPrompt;
import io.signalbox.engine.lab.matrix.MatrixRecord;
import io.signalbox.engine.lab.matrix.MatrixReport;
import io.signalbox.engine.lab.matrix.MatrixRuns;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Comparisons for people, in lines.
final class MatrixText {
  private static final int MOST_CHANGES = 10;
  private static final String ROW = "%-24s %7s %15s %10s %9s %9s %9s %8s  %s";

  private MatrixText() {}

  static String line(MatrixHead head, MatrixRuns runs) {
    return head.id()
        + "  "
        + head.began().truncatedTo(ChronoUnit.SECONDS)
        + (head.simulated() ? "  simulated" : "")
        + "  "
        + runs.file(head.id());
  }

  static List<String> beginning(MatrixPlan plan, MatrixJournal journal, Optional<Money> estimate) {
    MatrixRecord record = journal.record();
    int answered = record.answered(plan);
    var lines = new ArrayList<String>();
    lines.add(
        "%s: %d models and graphs × %d prompts = %d answers, about %s for all%s%s"
            .formatted(
                plan.title(),
                plan.targets().size(),
                plan.prompts().size(),
                plan.cells(),
                estimate.map(Money::shown).orElse("an unknown cost"),
                plan.usd().map(cap -> ", at most " + cap.shown()).orElse(""),
                plan.simulated() ? " (simulated: nothing is spent)" : ""));
    lines.add(
        "Run %s, %d calls at once%s"
            .formatted(
                record.head().id(),
                plan.parallel(),
                answered == 0 ? "" : "; " + answered + " answers are there and not asked again"));
    if (!record.unfinished().isEmpty()) {
      lines.add(
          record.unfinished().size()
              + " calls were under way when the run ended without warning. Nothing is known of"
              + " their answers, so they are made again.");
    }
    return lines;
  }

  static String progress(MatrixProgress progress) {
    String judge =
        progress.verdicts() == 0
            ? ""
            : ", " + progress.judged() + " of " + progress.verdicts() + " verdicts";
    String failed = progress.failed() == 0 ? "" : ", " + progress.failed() + " failed";
    return "%d of %d answers%s%s, %s   "
        .formatted(progress.done(), progress.cells(), judge, failed, progress.usd().shown());
  }

  static List<String> lines(MatrixReport report, Optional<MatrixEnd> end) {
    var lines = new ArrayList<String>();
    lines.add(
        ROW.formatted(
            "", "passed", "95 % interval", "mean cost", "median", "p95", "first", "tokens", ""));
    report.columns().forEach(column -> lines.add(column(report, column)));
    if (!report.hasChecks()) {
      lines.add("There are no checks: every answer passes.");
    }
    checks(report, lines);
    report.judge().forEach(tally -> lines.add(judge(report, tally)));
    report.winner().ifPresent(best -> lines.add(winner(report, best)));
    lines.add("Cost of the run: " + report.usd().shown() + unpriced(report.record()) + ".");
    end.ifPresent(each -> ending(report, each, lines));
    return lines.stream().map(String::stripTrailing).toList();
  }

  private static String column(MatrixReport report, MatrixColumn column) {
    String missing =
        column.answered() == report.plan().prompts().size()
            ? ""
            : (column.asked() - column.answered())
                + " without answer, "
                + (report.plan().prompts().size() - column.asked())
                + " not asked";
    return ROW.formatted(
        column.target().id(),
        percent(
            column.rate().isPresent()
                ? Optional.of(column.rate().getAsDouble())
                : Optional.empty()),
        column.range().map(MatrixText::range).orElse("–"),
        column.meanUsd().map(Money::shown).orElse("unknown"),
        seconds(column.medianMillis()),
        seconds(column.p95Millis()),
        seconds(column.firstTokenMillis()),
        column.meanTokens().isPresent() ? Math.round(column.meanTokens().getAsDouble()) : "–",
        (column.best() ? "Pareto front" : "")
            + (column.best() && !missing.isEmpty() ? ", " : "")
            + missing);
  }

  private static void checks(MatrixReport report, List<String> lines) {
    report.columns().stream()
        .flatMap(column -> column.checks().stream())
        .map(MatrixColumn.CheckTally::check)
        .distinct()
        .forEach(check -> lines.add("  " + check + ": " + tallies(report, check)));
  }

  private static String tallies(MatrixReport report, String check) {
    var all = new ArrayList<String>();
    for (MatrixColumn column : report.columns()) {
      column.checks().stream()
          .filter(each -> each.check().equals(check))
          .forEach(each ->
              all.add("%s %d of %d".formatted(column.target().id(), each.passed(), each.about())));
    }
    return String.join(", ", all);
  }

  private static String judge(MatrixReport report, JudgeTally tally) {
    String base = report.plan().judge().map(judge -> judge.base().id()).orElse("");
    String agreed =
        tally.twice() == 0
            ? ""
            : "; same verdict in both orders in %d of %d".formatted(tally.agreed(), tally.twice());
    String broken = tally.broken() == 0 ? "" : "; " + tally.broken() + " answers were no verdict";
    return "Judge: %s against %s: %d better, %d worse, %d ties (%s)%s%s%s"
        .formatted(
            tally.target().id(),
            base,
            tally.better(),
            tally.worse(),
            tally.ties(),
            tally.range().map(MatrixText::range).orElse("no verdict"),
            tally.comparison().sure() ? ", more than chance" : "",
            agreed,
            broken);
  }

  private static String winner(MatrixReport report, MatrixColumn best) {
    boolean only =
        report.columns().stream()
            .filter(each -> each.rate().isPresent())
            .allMatch(
                each -> each.equals(best) || each.rate().getAsDouble() < best.rate().orElse(0));
    return only
        ? "Best: " + best.target().id() + ", the cheapest and the one that passes most often."
        : "Best value: "
            + best.target().id()
            + ", the cheapest whose pass rate may be as high as the highest.";
  }

  private static String unpriced(MatrixRecord record) {
    return record.unpriced() == 0
        ? ""
        : ", and that of " + record.unpriced() + " calls is not known exactly";
  }

  private static void ending(MatrixReport report, MatrixEnd end, List<String> lines) {
    end.failed().forEach((why, count) -> lines.add("No answer: " + count + " × " + why));
    end.givenUp().forEach(who -> lines.add("Given up after failures in a row: " + who));
    end.withheld()
        .forEach((promise, count) ->
            lines.add("Not sent because of the promise “" + promise + "”: " + count));
    end.stopped().ifPresent(why -> lines.add("Stopped: " + why + "."));
    if (!end.isWhole()) {
      lines.add(
          "%d answers and %d verdicts are missing; --resume goes on with run %s."
              .formatted(end.left(), end.unjudged(), report.record().head().id()));
    }
  }

  static List<String> lines(MatrixDifference difference) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("Since run " + difference.before().record().head().id() + ":");
    difference.columns().forEach(change -> lines.addAll(lines(change)));
    return lines;
  }

  private static List<String> lines(MatrixDifference.ColumnChange change) {
    var lines = new ArrayList<String>();
    lines.add(
        "  %s: passed %s → %s, mean cost %s → %s, median %s → %s; of %d in both %d fixed, %d broken%s"
            .formatted(
                change.after().target().id(),
                rate(change.before()),
                rate(change.after()),
                change.before().meanUsd().map(Money::shown).orElse("unknown"),
                change.after().meanUsd().map(Money::shown).orElse("unknown"),
                seconds(change.before().medianMillis()),
                seconds(change.after().medianMillis()),
                change.both(),
                change.fixed().size(),
                change.broken().size(),
                change.comparison().sure() ? ", more than chance" : ""));
    change.fixed().stream().limit(MOST_CHANGES).forEach(each -> lines.add(line("fixed", each)));
    change.broken().stream().limit(MOST_CHANGES).forEach(each -> lines.add(line("broken", each)));
    return lines;
  }

  private static String line(String how, MatrixPrompt prompt) {
    return "    " + how + ": " + prompt.name();
  }

  private static String rate(MatrixColumn column) {
    return column.rate().isPresent() ? percent(Optional.of(column.rate().getAsDouble())) : "–";
  }

  private static String percent(Optional<Double> share) {
    return share.map(each -> String.format(Locale.ROOT, "%.1f%%", each * 100)).orElse("–");
  }

  private static String range(ScoreRange range) {
    return String.format(Locale.ROOT, "%.1f–%.1f%%", range.low() * 100, range.high() * 100);
  }

  private static String seconds(OptionalLong millis) {
    return millis.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%.2f s", millis.getAsLong() / 1_000.0);
  }
}
