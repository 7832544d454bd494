package io.signalbox.engine.cli.experiment;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.experiment.Comparison;
import io.signalbox.engine.experiment.ScoreRange;
import io.signalbox.engine.experiment.Scores;
import io.signalbox.engine.lab.ExperimentReport;
import io.signalbox.engine.lab.Judgment;
import io.signalbox.engine.store.ExperimentBranch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An experiment for scripts, as maps in the order in which they are printed.
final class ExperimentView {
  private ExperimentView() {}

  static Map<String, Object> of(ExperimentReport report) {
    var view = new LinkedHashMap<String, Object>();
    view.put("graph", report.place().graph());
    view.put("experiment", report.place().experiment());
    view.put("node", report.place().node());
    view.put("first", report.first().toString());
    view.put("last", report.last().toString());
    view.put("branches", report.branches().stream().map(ExperimentView::of).toList());
    view.put("metrics", report.metrics().stream().map(metric -> of(report, metric)).toList());
    view.put("judgments", report.judgments().stream().map(each -> of(report, each)).toList());
    return view;
  }

  private static Map<String, Object> of(ExperimentReport report, Judgment judgment) {
    Map<String, Object> view = JudgeView.of(judgment);
    view.put("verdict", report.verdict(judgment));
    return view;
  }

  private static Map<String, Object> of(ExperimentBranch branch) {
    var view = new LinkedHashMap<String, Object>();
    view.put("branch", branch.branch());
    view.put("requests", branch.requests());
    view.put("answered", branch.answered());
    view.put("simulated", branch.simulated());
    branch.meanUsd().map(Money::plain).ifPresent(usd -> view.put("mean_usd", usd));
    branch.meanMillis().ifPresent(ms -> view.put("mean_ms", Math.round(ms)));
    branch.meanWaitMillis().ifPresent(ms -> view.put("mean_first_token_ms", Math.round(ms)));
    return view;
  }

  private static Map<String, Object> of(ExperimentReport report, ExperimentReport.Metric metric) {
    var branches = new ArrayList<Map<String, Object>>();
    for (int i : report.judged()) {
      branches.add(of(report.branches().get(i).branch(), metric.scores().get(i)));
    }
    var view = new LinkedHashMap<String, Object>();
    view.put("metric", metric.name());
    view.put("branches", branches);
    view.put(
        "comparisons",
        metric.comparisons().stream().map(each -> of(report, metric, each)).toList());
    return view;
  }

  private static Map<String, Object> of(String branch, Scores scores) {
    ScoreRange range = scores.interval(ExperimentReport.CONFIDENCE);
    var view = new LinkedHashMap<String, Object>();
    view.put("branch", branch);
    view.put("scores", scores.count());
    if (scores.count() > 0) {
      view.put("mean", scores.mean());
    }
    view.put("interval", List.of(range.low(), range.high()));
    return view;
  }

  private static Map<String, Object> of(
      ExperimentReport report, ExperimentReport.Metric metric, Comparison comparison) {
    var view = new LinkedHashMap<String, Object>();
    view.put("first", report.branches().get(comparison.first()).branch());
    view.put("second", report.branches().get(comparison.second()).branch());
    view.put("difference", comparison.difference());
    view.put("chance", comparison.chance());
    view.put("different", comparison.sure());
    comparison.more().ifPresent(more -> view.put("more_scores", more));
    report.moreRequests(metric, comparison).ifPresent(more -> view.put("more_requests", more));
    view.put("verdict", report.verdict(metric, comparison));
    return view;
  }
}
