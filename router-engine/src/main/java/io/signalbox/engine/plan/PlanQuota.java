package io.signalbox.engine.plan;

import java.util.OptionalLong;

/// How much of a plan may be used in a time. Immutable.
///
/// @param requests the most calls; empty: not limited
/// @param tokens the most tokens, prompts and answers together; empty: not limited
/// @param per after which time it begins anew
public record PlanQuota(OptionalLong requests, OptionalLong tokens, PlanPeriod per) {
  /// As a person says it: `120 requests per 5h`.
  public String words() {
    String calls = requests.isPresent() ? requests.getAsLong() + " requests" : "";
    String used = tokens.isPresent() ? tokens.getAsLong() + " tokens" : "";
    String both = calls.isEmpty() || used.isEmpty() ? "" : " and ";
    return calls + both + used + " per " + per.id();
  }
}
