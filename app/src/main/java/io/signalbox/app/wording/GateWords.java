package io.signalbox.app.wording;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.format.Units;
import io.signalbox.engine.lab.GateReport;
import io.signalbox.engine.lab.GateRun;
import io.signalbox.engine.route.gate.GateResult;
import io.signalbox.engine.route.gate.GateState;
import io.signalbox.engine.route.gate.GateVerdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was measured behind a gate, in words.
public final class GateWords {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  private static final int MOST_FAILURES = 5;

  private GateWords() {}

  /// One line for a card: `open · 8 of 8 passed · ≥ 60%`.
  public static String card(GateNode gate, GateVerdict verdict, GateState state) {
    return switch (state) {
      case GateState.NeverRun never -> card(gate, "never run", "");
      case GateState.Unmeasured unmeasured -> card(gate, "closed", "");
      case GateState.Measured(GateResult result, String suite, String branch) ->
          card(gate, verdict.open() ? "open" : "closed", passed(result));
    };
  }

  private static String card(GateNode gate, String stands, String passed) {
    return Wording.joined(stands, passed, "≥ " + share(gate.passRate()));
  }

  private static String passed(GateResult result) {
    return result.passed() + " of " + result.answers() + " passed";
  }

  /// Whether it is open, and why.
  public static String standing(GateVerdict verdict, GateState state) {
    String because = verdict.because();
    return state instanceof GateState.NeverRun
        ? "Never run, so it is closed."
        : because.substring(0, 1).toUpperCase(Locale.ROOT) + because.substring(1) + ".";
  }

  /// What came of its last run.
  public static String result(GateNode gate, GateResult result) {
    return passed(result)
        + ", at least "
        + GateVerdict.percent(result.lower(gate.confidence()))
        + " with "
        + share(gate.confidence())
        + " confidence; "
        + share(gate.passRate())
        + " needed. Measured "
        + minute(result.at())
        + ", counts until "
        + minute(result.at().plus(gate.expires()))
        + ".";
  }

  /// What a run would do and cost.
  public static String offer(GateRun.Plan plan, Optional<Money> usd) {
    String cost =
        usd.map(each -> "Estimated cost: " + each.shown() + ".")
            .orElse("The cost is unknown because a model has no price.");
    return "Sends "
        + Wording.count(plan.requests(), "request")
        + " to "
        + plan.gate().to()
        + " for real and judges the answers. "
        + cost;
  }

  /// What came of a run beside the result.
  public static String report(GateReport report) {
    var lines = new ArrayList<String>();
    if (report.result().isEmpty()) {
      lines.add("Not measured: too few requests got an answer.");
    }
    report.notRun().forEach((why, count) -> lines.add("Not run: " + count + ", " + why));
    report.failures().stream().limit(MOST_FAILURES).map(GateWords::failed).forEach(lines::add);
    if (report.failures().size() > MOST_FAILURES) {
      lines.add("and " + (report.failures().size() - MOST_FAILURES) + " more that failed");
    }
    lines.add("The run cost " + report.usd().shown() + unpriced(report) + ".");
    return String.join("\n", List.copyOf(lines));
  }

  private static String failed(GateReport.Failed failed) {
    return "Failed: %s (expected %s %s)"
        .formatted(failed.test(), failed.mismatch().key(), failed.mismatch().expected());
  }

  private static String unpriced(GateReport report) {
    return report.unpriced() == 0
        ? ""
        : ", and that of " + Wording.count(report.unpriced(), "request") + " is unknown";
  }

  private static String share(double share) {
    return Units.text(BigDecimal.valueOf(share));
  }

  private static String minute(Instant at) {
    return MINUTE.format(at);
  }
}
