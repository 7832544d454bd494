package io.signalbox.engine.store;

import io.signalbox.engine.catalog.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a branch of an experiment did: sums over its requests. A mirror is an experiment of its own
/// name with two branches, the requests that it copied and the [#COPIES] of them; elsewhere copies
/// do not count. Immutable.
///
/// @param place which experiment
/// @param branch what the branch leads to: a node or a model, behind it [#COPIES] if copies went
///   there
/// @param first when its first request came
/// @param last when its last request came
/// @param requests how many there were
/// @param answered how many of them got an answer
/// @param simulated how many of them were simulated
/// @param millis of those answered, from arrival to end
/// @param waits how many had a first token
/// @param waitMillis of those, from arrival to the first token
/// @param priced how many have a known cost
/// @param usd what these cost
public record ExperimentBranch(
    ExperimentKey place,
    String branch,
    Instant first,
    Instant last,
    long requests,
    long answered,
    long simulated,
    long millis,
    long waits,
    long waitMillis,
    long priced,
    Money usd) {
  /// Behind the name of a branch that copies of a mirror took; ids have no spaces.
  public static final String COPIES = " (copies)";

  private static final int DIGITS = 12;

  /// Which experiment: the same name may stand in several graphs and at several nodes.
  ///
  /// @param graph the graph's name
  /// @param experiment the experiment's name
  /// @param node the id of the split
  public record ExperimentKey(String graph, String experiment, String node) {}

  /// Whether nobody saw its answers, so that there is no feedback on them.
  public boolean isOfCopies() {
    return branch.endsWith(COPIES);
  }

  /// The mean cost of a request in US dollars; empty if no cost is known.
  public Optional<Money> meanUsd() {
    return priced == 0
        ? Optional.empty()
        : Optional.of(
            new Money(usd.usd().divide(BigDecimal.valueOf(priced), DIGITS, RoundingMode.HALF_UP)));
  }

  /// The mean time from arrival to end of those answered, in milliseconds.
  public OptionalDouble meanMillis() {
    return mean(millis, answered);
  }

  /// The mean time to the first token, in milliseconds.
  public OptionalDouble meanWaitMillis() {
    return mean(waitMillis, waits);
  }

  private static OptionalDouble mean(long sum, long count) {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / (double) count);
  }
}
