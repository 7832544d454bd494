package io.signalbox.app.wording;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.lab.judge.JudgeReport;
import io.signalbox.engine.lab.judge.JudgeRun;
import java.util.ArrayList;
import java.util.Optional;

/// What a judge is asked and has said, in words.
public final class JudgeWords {
  private JudgeWords() {}

  /// What a run would be.
  public static String offer(JudgeRun.Offer offer, Optional<Money> cap) {
    if (offer.pairs() == 0) {
      return offer.before() == 0
          ? "No pair of answers is kept yet."
          : "All " + Wording.number(offer.before()) + " pairs are judged with this question.";
    }
    String cost =
        offer.usd().map(usd -> "at most about " + usd.shown()).orElse("at an unknown cost");
    String known = offer.before() == 0 ? "" : ", " + Wording.number(offer.before()) + " are judged";
    String capped = cap.map(usd -> ", and no more than " + usd.shown()).orElse("");
    return pairs(offer.pairs()) + " to judge" + known + ": " + cost + capped + ".";
  }

  /// Why nothing can be judged.
  public static String withoutTexts(boolean kept) {
    return kept
        ? "No texts are kept yet. Serve the graph; prompts and both answers of the requests that"
            + " this mirror copies are then kept on this machine for its keep_texts."
        : "This mirror keeps no texts. Set Keep texts on it, as in 7d: prompts and both answers of"
            + " the requests that it copies are then kept on this machine, in pairs.db.";
  }

  /// How a run went.
  public static String report(JudgeReport report) {
    var words = new ArrayList<String>();
    words.add(pairs(report.pairs() - report.left()) + " done for " + report.usd().shown());
    report
        .withheld()
        .forEach((promise, count) ->
            words.add(pairs(count) + " not sent, by the promise \"" + promise + "\""));
    report.failed().forEach((why, count) -> words.add(count + " without an answer: " + why));
    if (report.broken() > 0) {
      words.add(report.broken() + " without a verdict");
    }
    report.stopped().ifPresent(why -> words.add("stopped: " + why));
    if (report.left() > 0) {
      words.add(pairs(report.left()) + " left");
    }
    return String.join(". ", words) + ".";
  }

  private static String pairs(int count) {
    return count == 1 ? "1 pair" : Wording.number(count) + " pairs";
  }
}
