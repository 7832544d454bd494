package io.signalbox.engine.lab.judge;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.lab.Judgment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How a run of a judge went. Immutable.
///
/// @param pairs how many pairs were to be judged
/// @param before how many had been judged by it before, and were not asked again
/// @param halves of how many copied requests only one answer is kept
/// @param verdicts answers that were a verdict
/// @param broken answers that were none
/// @param withheld pairs that were not sent because of a promise, by its name
/// @param failed pairs of which no answer came, by reason
/// @param stopped why the rest was not asked; empty if all were
/// @param left how many pairs that are
/// @param usd what it cost, as far as prices are known
/// @param unpriced how many calls cost something unknown
/// @param judgment what the judge has said so far, in this run and before; empty if nothing
public record JudgeReport(
    JudgePlan plan,
    int pairs,
    int before,
    long halves,
    int verdicts,
    int broken,
    Map<String, Integer> withheld,
    Map<String, Integer> failed,
    Optional<String> stopped,
    int left,
    Money usd,
    int unpriced,
    Optional<Judgment> judgment) {
  public JudgeReport {
    withheld = Collections.unmodifiableMap(new LinkedHashMap<>(withheld));
    failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
  }

  /// How many copied requests have texts at all.
  public long recorded() {
    return pairs + before + halves;
  }
}
