package io.signalbox.engine.cli.gate;

import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.format.Units;
import io.signalbox.engine.lab.GateReport;
import io.signalbox.engine.route.gate.GateResult;
import io.signalbox.engine.route.gate.GateVerdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// What came of a gate, for people, in lines.
final class GateText {
  private static final int MOST_FAILURES = 20;

  private GateText() {}

  static List<String> lines(GateReport report) {
    var lines = new ArrayList<String>();
    lines.add(
        report
            .result()
            .map(result -> verdict(report, result))
            .orElse(report.gate().id() + ": not measured, too few requests got an answer"));
    report.notRun().forEach((why, count) -> lines.add("  not run: " + count + ", " + why));
    report.failures().stream().limit(MOST_FAILURES).forEach(each -> lines.add(line(each)));
    if (report.failures().size() > MOST_FAILURES) {
      lines.add("  and " + (report.failures().size() - MOST_FAILURES) + " more that failed");
    }
    lines.add("  cost " + report.usd().shown() + unpriced(report));
    return lines;
  }

  private static String verdict(GateReport report, GateResult result) {
    GateNode gate = report.gate();
    boolean open = GateVerdict.measured(gate, result).open();
    return "%s: %s, %d of %d passed (%s), at least %s with %s confidence; %s needed%s"
        .formatted(
            gate.id(),
            open ? "open" : "closed",
            result.passed(),
            result.answers(),
            GateVerdict.percent(result.rate()),
            GateVerdict.percent(result.lower(gate.confidence())),
            Units.text(BigDecimal.valueOf(gate.confidence())),
            Units.text(BigDecimal.valueOf(gate.passRate())),
            open ? "; counts until " + minute(result.at().plus(gate.expires())) : "");
  }

  private static String minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES).toString();
  }

  private static String line(GateReport.Failed failed) {
    return "  failed: %s (expected %s %s)"
        .formatted(failed.test(), failed.mismatch().key(), failed.mismatch().expected());
  }

  private static String unpriced(GateReport report) {
    return report.unpriced() == 0
        ? ""
        : ", and that of " + report.unpriced() + " requests is unknown";
  }
}
