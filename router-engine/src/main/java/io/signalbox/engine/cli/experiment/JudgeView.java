package io.signalbox.engine.cli.experiment;

import io.signalbox.engine.experiment.ScoreRange;
import io.signalbox.engine.lab.Judgment;
import io.signalbox.engine.lab.judge.JudgeReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What judges said, for scripts, in the order in which it is printed.
final class JudgeView {
  private JudgeView() {}

  static Map<String, Object> of(JudgeReport report) {
    var view = new LinkedHashMap<String, Object>();
    view.put("mirror", report.plan().mirror().id());
    view.put("judge", report.plan().judge().id());
    view.put("question", report.plan().judging().question());
    view.put("pairs", report.pairs());
    view.put("judged_before", report.before());
    view.put("one_answer", report.halves());
    view.put("verdicts", report.verdicts());
    view.put("no_verdict", report.broken());
    view.put("not_sent", report.withheld());
    view.put("no_answer", report.failed());
    report.stopped().ifPresent(why -> view.put("stopped", why));
    view.put("left", report.left());
    view.put("usd", report.usd().plain());
    view.put("unpriced", report.unpriced());
    report.judgment().ifPresent(judgment -> view.put("judgment", of(judgment)));
    return view;
  }

  static Map<String, Object> of(Judgment judgment) {
    ScoreRange range = judgment.range();
    var view = new LinkedHashMap<String, Object>();
    view.put("judge", judgment.judging().judge());
    view.put("model", judgment.judging().model());
    view.put("question", judgment.judging().question());
    view.put("last", judgment.last().toString());
    view.put("pairs", judgment.pairs());
    view.put("better", judgment.better());
    view.put("worse", judgment.worse());
    view.put("ties", judgment.ties());
    view.put("no_verdict", judgment.broken());
    view.put("win_rate", judgment.wins().mean());
    view.put("interval", List.of(range.low(), range.high()));
    view.put("both_orders", judgment.twice());
    view.put("same_in_both_orders", judgment.agreed());
    view.put("shown_first_wins", judgment.first().mean());
    view.put("biased", judgment.isBiased());
    view.put("chance", judgment.comparison().chance());
    view.put("different", judgment.comparison().sure());
    judgment.comparison().more().ifPresent(more -> view.put("more_pairs", more));
    return view;
  }
}
