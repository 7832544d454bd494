package io.signalbox.engine.lab;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.route.gate.GateResult;
import io.signalbox.engine.route.gate.GateVerdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a run of a gate's suite went. Immutable.
///
/// @param requests how many were to be sent
/// @param answers how many were answered
/// @param passed how many answers were as expected
/// @param failures what was not as expected, once for each answer
/// @param notRun requests without an answer, and those that were not sent any more, by reason
/// @param usd what it cost, as far as prices are known
/// @param unpriced how many requests cost something unknown
/// @param result what can be kept; empty if too few were answered
public record GateReport(
    GateNode gate,
    int requests,
    int answers,
    int passed,
    List<Failed> failures,
    Map<String, Integer> notRun,
    Money usd,
    int unpriced,
    Optional<GateResult> result) {
  public GateReport {
    failures = List.copyOf(failures);
    notRun = Collections.unmodifiableMap(new LinkedHashMap<>(notRun));
  }

  /// An answer that was not as expected; nothing of it is told.
  ///
  /// @param test the name of the case
  public record Failed(String test, SuiteResult.Mismatch mismatch) {}

  /// Whether the gate opens by it; empty if too few were answered.
  public Optional<GateVerdict> verdict() {
    return result.map(each -> GateVerdict.measured(gate, each));
  }
}
