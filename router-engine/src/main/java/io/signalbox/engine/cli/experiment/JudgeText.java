package io.signalbox.engine.cli.experiment;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.experiment.ScoreRange;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.lab.Judgment;
import io.signalbox.engine.lab.judge.JudgePlan;
import io.signalbox.engine.lab.judge.JudgeReport;
import io.signalbox.engine.lab.judge.JudgeRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What judges said, for people, in lines.
final class JudgeText {
  private JudgeText() {}

  /// Why nothing can be judged, and what to do.
  static String withoutTexts(MirrorNode mirror, Path graph) {
    return mirror.keepTexts().isPresent()
        ? "no texts of "
            + mirror.id()
            + " are kept: serve "
            + graph
            + ", and judge once requests were copied. Texts that are older than its keep_texts are"
            + " deleted."
        : "the texts of "
            + mirror.id()
            + " are not kept. Add `keep_texts: 7d` to this node in "
            + graph
            + ": then prompts and both answers of the requests that it copies are kept on this"
            + " machine, in pairs.db of Signalbox's home, for so long.";
  }

  static String offer(JudgePlan plan, JudgeRun.Offer offer) {
    return "%s: %s to judge with %s, at most about %s"
        .formatted(
            plan.mirror().id(),
            pairs(offer.pairs()),
            plan.judge().id(),
            offer.usd().map(Money::shown).orElse("an unknown cost"));
  }

  static List<String> lines(JudgeReport report) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s: %s, %d already judged by %s with this question"
            .formatted(
                report.plan().mirror().id(),
                pairs(report.pairs()),
                report.before(),
                report.plan().judge().id()));
    if (report.halves() > 0) {
      lines.add(
          "  only one answer is kept of " + report.halves() + ": the other failed, or is awaited");
    }
    report
        .withheld()
        .forEach((promise, count) ->
            lines.add("  not sent: " + count + ", by the promise \"" + promise + "\""));
    report.failed().forEach((why, count) -> lines.add("  no answer: " + count + ", " + why));
    if (report.broken() > 0) {
      lines.add("  no verdict: " + report.broken() + ", the answer was not one of the labels");
    }
    report
        .stopped()
        .ifPresent(why -> lines.add("  stopped: " + why + "; " + pairs(report.left()) + " left"));
    report.judgment().ifPresent(each -> lines.addAll(lines(each)));
    lines.add("  cost " + report.usd().shown() + unpriced(report));
    return lines;
  }

  private static String unpriced(JudgeReport report) {
    return report.unpriced() == 0
        ? ""
        : ", of " + report.unpriced() + " calls the most that is known";
  }

  /// What a judge said so far, without the verdict of the test.
  static List<String> lines(Judgment judgment) {
    ScoreRange range = judgment.range();
    var lines = new ArrayList<String>();
    lines.add(
        "    copies win %s  %s to %s, %s: %s"
            .formatted(
                percent(judgment.wins().mean()),
                percent(range.low()),
                percent(range.high()),
                pairs(judgment.pairs()),
                judgment.outcome()));
    judgment.objections().forEach(each -> lines.add("    " + each));
    return lines;
  }

  static String pairs(int count) {
    return count == 1 ? "1 pair" : count + " pairs";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", share * 100);
  }
}
