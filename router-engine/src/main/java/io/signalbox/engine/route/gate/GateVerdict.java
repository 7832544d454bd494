package io.signalbox.engine.route.gate;

import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.format.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Whether a gate lets requests through. Immutable.
///
/// @param because in words, beginning with `open` or `closed`
public record GateVerdict(boolean open, String because) {
  /// Clocks of one machine may differ by so much after they are set.
  private static final Duration SLACK = Duration.ofDays(1);

  /// What a test of a graph says.
  public static GateVerdict given(boolean open) {
    return new GateVerdict(open, (open ? "open" : "closed") + ": so it is given");
  }

  /// By what is known of it.
  public static GateVerdict of(GateNode gate, GateState state, Instant now) {
    return switch (state) {
      case GateState.NeverRun never -> closed("there is no result yet");
      case GateState.Unmeasured(String why) -> closed(why);
      case GateState.Measured measured -> of(gate, measured, now);
    };
  }

  private static GateVerdict of(GateNode gate, GateState.Measured measured, Instant now) {
    GateResult result = measured.result();
    LocalDate day = day(result);
    if (!result.suite().equals(measured.suite())) {
      return closed("the suite has changed since the result of " + day);
    }
    if (!result.branch().equals(measured.branch())) {
      return closed("what it leads to has changed since the result of " + day);
    }
    Duration age = Duration.between(result.at(), now);
    if (age.compareTo(gate.expires()) > 0) {
      return closed("the result is " + words(age) + " old, and counts for " + counts(gate));
    }
    if (age.compareTo(SLACK.negated()) < 0) {
      return closed("the result is of " + day + ", which is yet to come");
    }
    return measured(gate, result);
  }

  /// By a result that counts.
  public static GateVerdict measured(GateNode gate, GateResult result) {
    double lower = result.lower(gate.confidence());
    String came =
        "%d of %d passed on %s, at least %s"
            .formatted(result.passed(), result.answers(), day(result), percent(lower));
    return lower >= gate.passRate()
        ? new GateVerdict(true, "open: " + came)
        : closed(came + ", less than " + Units.text(BigDecimal.valueOf(gate.passRate())));
  }

  private static GateVerdict closed(String why) {
    return new GateVerdict(false, "closed: " + why);
  }

  private static LocalDate day(GateResult result) {
    return LocalDate.ofInstant(result.at(), ZoneOffset.UTC);
  }

  private static String counts(GateNode gate) {
    return Units.text(gate.expires());
  }

  private static String words(Duration age) {
    if (age.toDays() >= 2) {
      return age.toDays() + " days";
    }
    return age.toHours() >= 2 ? age.toHours() + " hours" : age.toMinutes() + " minutes";
  }

  /// A share in percent, rounded down: a bound must not look better than it is.
  public static String percent(double share) {
    return BigDecimal.valueOf(share * 100).setScale(1, RoundingMode.DOWN) + "%";
  }
}
