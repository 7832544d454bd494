package io.signalbox.engine.cli.matrix;

import io.signalbox.engine.experiment.ScoreRange;
import io.signalbox.engine.lab.matrix.CheckResult;
import io.signalbox.engine.lab.matrix.CheckedCell;
import io.signalbox.engine.lab.matrix.JudgeTally;
import io.signalbox.engine.lab.matrix.MatrixCell;
import io.signalbox.engine.lab.matrix.MatrixColumn;
import io.signalbox.engine.lab.matrix.MatrixDifference;
import io.signalbox.engine.lab.matrix.MatrixEnd;
import io.signalbox.engine.lab.matrix.MatrixHead;
import io.signalbox.engine.lab.matrix.MatrixPrompt;
import io.signalbox.engine.lab.matrix.MatrixReport;
import io.signalbox.engine.lab.matrix.MatrixRuns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Comparisons for scripts, in the order in which they are printed.
final class MatrixView {
  private MatrixView() {}

  static Map<String, Object> of(MatrixHead head, MatrixRuns runs) {
    var view = new LinkedHashMap<String, Object>();
    view.put("run", head.id());
    view.put("began", head.began().toString());
    view.put("simulated", head.simulated());
    view.put("file", runs.file(head.id()).toString());
    return view;
  }

  static Map<String, Object> of(
      MatrixReport report, Optional<MatrixEnd> end, Optional<MatrixDifference> difference) {
    var view = new LinkedHashMap<String, Object>();
    view.put("run", report.record().head().id());
    view.put("comparison", report.plan().title());
    view.put("simulated", report.plan().simulated());
    view.put("prompts", report.plan().prompts().size());
    view.put("answers", report.record().answered(report.plan()));
    view.put("models", report.columns().stream().map(MatrixView::of).toList());
    report.winner().ifPresent(best -> view.put("best_value", best.target().id()));
    if (report.plan().judge().isPresent()) {
      view.put("judge", report.judge().stream().map(MatrixView::of).toList());
    }
    view.put("usd", report.usd().plain());
    view.put("unpriced", report.record().unpriced());
    view.put("repeated", report.record().repeated());
    end.ifPresent(each -> add(view, each));
    difference.ifPresent(
        each -> view.put("since", each.columns().stream().map(MatrixView::of).toList()));
    view.put(
        "cells",
        report.rows().stream().flatMap(List::stream).flatMap(cell -> of(cell).stream()).toList());
    return view;
  }

  private static void add(Map<String, Object> view, MatrixEnd end) {
    view.put("left", end.left());
    view.put("unjudged", end.unjudged());
    view.put("no_answer", end.failed());
    view.put("given_up", end.givenUp());
    view.put("not_sent", end.withheld());
    end.stopped().ifPresent(why -> view.put("stopped", why));
  }

  private static Map<String, Object> of(MatrixColumn column) {
    var view = new LinkedHashMap<String, Object>();
    view.put("model", column.target().id());
    view.put("asked", column.asked());
    view.put("answered", column.answered());
    view.put("passed", column.passed());
    column.rate().ifPresent(rate -> view.put("pass_rate", rate));
    column.range().ifPresent(range -> view.put("interval", of(range)));
    view.put("usd", column.usd().plain());
    column.meanUsd().ifPresent(usd -> view.put("mean_usd", usd.plain()));
    view.put("unpriced", column.unpriced());
    column.firstTokenMillis().ifPresent(ms -> view.put("first_token_ms", ms));
    column.medianMillis().ifPresent(ms -> view.put("median_ms", ms));
    column.p95Millis().ifPresent(ms -> view.put("p95_ms", ms));
    column.meanTokens().ifPresent(tokens -> view.put("mean_tokens", tokens));
    view.put("pareto_front", column.best());
    view.put("checks", column.checks().stream().map(MatrixView::of).toList());
    return view;
  }

  private static Map<String, Object> of(MatrixColumn.CheckTally tally) {
    var view = new LinkedHashMap<String, Object>();
    view.put("check", tally.check());
    view.put("passed", tally.passed());
    view.put("about", tally.about());
    return view;
  }

  private static List<Double> of(ScoreRange range) {
    return List.of(range.low(), range.high());
  }

  private static Map<String, Object> of(JudgeTally tally) {
    var view = new LinkedHashMap<String, Object>();
    view.put("model", tally.target().id());
    view.put("better", tally.better());
    view.put("worse", tally.worse());
    view.put("ties", tally.ties());
    view.put("no_verdict", tally.broken());
    view.put("win_rate", tally.winRate());
    tally.range().ifPresent(range -> view.put("interval", of(range)));
    view.put("both_orders", tally.twice());
    view.put("same_in_both_orders", tally.agreed());
    view.put("shown_first_wins", tally.firstWins().mean());
    view.put("different", tally.comparison().sure());
    return view;
  }

  private static Map<String, Object> of(MatrixDifference.ColumnChange change) {
    var view = new LinkedHashMap<String, Object>();
    view.put("model", change.after().target().id());
    view.put("before", of(change.before()));
    view.put("in_both", change.both());
    view.put("fixed", change.fixed().stream().map(MatrixPrompt::name).toList());
    view.put("broken", change.broken().stream().map(MatrixPrompt::name).toList());
    view.put("different", change.comparison().sure());
    return view;
  }

  private static Optional<Map<String, Object>> of(CheckedCell checked) {
    return checked.cell().map(cell -> of(checked, cell));
  }

  private static Map<String, Object> of(CheckedCell checked, MatrixCell cell) {
    var view = new LinkedHashMap<String, Object>();
    view.put("model", checked.target().id());
    view.put("prompt", checked.prompt().name());
    view.put("passed", checked.passed());
    if (!cell.isAnswered()) {
      view.put("failure", cell.failure());
    }
    view.put("answer", cell.answer());
    view.put("answered_by", cell.model());
    cell.firstTokenMillis().ifPresent(ms -> view.put("first_token_ms", ms));
    view.put("ms", cell.millis());
    view.put("completion_tokens", cell.completionTokens());
    cell.usd().ifPresent(usd -> view.put("usd", usd.plain()));
    view.put("request", cell.request());
    view.put("checks", checked.checks().stream().map(MatrixView::of).toList());
    return view;
  }

  private static Map<String, Object> of(CheckResult result) {
    var view = new LinkedHashMap<String, Object>();
    view.put("check", result.check().name());
    view.put("result", result.standing().name().toLowerCase(Locale.ROOT));
    if (!result.why().isEmpty()) {
      view.put("why", result.why());
    }
    return view;
  }
}
