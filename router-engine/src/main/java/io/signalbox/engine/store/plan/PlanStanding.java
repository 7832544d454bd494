package io.signalbox.engine.store.plan;

import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.plan.PaidPlan;
import io.signalbox.engine.plan.PlanQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How a plan of the user stands. Immutable.
///
/// @param month what its calls of this calendar month have used; the dollars are what they would
///   have cost by the token, as far as prices are known
public record PlanStanding(PaidPlan plan, List<QuotaUse> quotas, WindowUsage month) {
  public PlanStanding {
    quotas = List.copyOf(quotas);
  }

  /// What is used of a quota.
  ///
  /// @param until when it begins anew; empty: with the next call
  public record QuotaUse(PlanQuota quota, long requests, long tokens, Optional<Instant> until) {
    /// Whether nothing is left.
    public boolean isUsedUp() {
      return left() <= 0;
    }

    /// The share that is left, 0–1.
    public double left() {
      double ofRequests = left(requests, quota.requests().orElse(Long.MAX_VALUE));
      return Math.min(ofRequests, left(tokens, quota.tokens().orElse(Long.MAX_VALUE)));
    }

    private static double left(long used, long most) {
      return Math.max(0, 1 - (double) used / most);
    }

    /// As a person says it: `118 of 120 requests per 5h`.
    public String words() {
      var parts = new ArrayList<String>();
      quota.requests().ifPresent(most -> parts.add(requests + " of " + most + " requests"));
      quota.tokens().ifPresent(most -> parts.add(tokens + " of " + most + " tokens"));
      return String.join(" and ", parts) + " per " + quota.per().id();
    }
  }

  /// The quota that is used up and begins anew last; empty if none is used up.
  public Optional<QuotaUse> usedUp() {
    return quotas.stream()
        .filter(QuotaUse::isUsedUp)
        .max(Comparator.comparing(each -> each.until().orElse(Instant.MIN)));
  }

  /// Why its models are passed over; empty if nothing is used up.
  public Optional<String> why(Instant now) {
    return usedUp()
        .map(quota ->
            "the plan "
                + plan.id()
                + " is used up: "
                + quota.words()
                + quota.until().map(end -> wait(now, end)).orElse(""));
  }

  private static String wait(Instant now, Instant until) {
    long minutes = Math.max(1, Duration.between(now, until).plusSeconds(59).toMinutes());
    String words = minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    return ", again in " + words;
  }

  /// The share that is left of the quota that has least, 0–1.
  public double left() {
    return quotas.stream().mapToDouble(QuotaUse::left).min().orElse(1);
  }
}
