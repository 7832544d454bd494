package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.ExperimentBranch;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What requests add to the branches of experiments.
final class BranchSums {
  private static final int SUMS = 8;

  private BranchSums() {}

  /// A branch.
  record Branch(String graph, String experiment, String node, String target) {
    List<Object> row(Sum sum) {
      long[] s = sum.sums;
      return List.of(
          graph,
          experiment,
          node,
          target,
          sum.first,
          sum.last,
          s[0],
          s[1],
          s[2],
          s[3],
          s[4],
          s[5],
          s[6],
          s[7]);
    }
  }

  /// The branches that a request took, one for each experiment and node. A copy counts only at the
  /// mirror that made it, whose id is the end of its own.
  static List<Branch> of(Trace trace) {
    var experiments = Step.experiments(trace.steps());
    if (experiments.isEmpty()) {
      return List.of();
    }
    boolean copy = !trace.copyOf().isEmpty();
    return experiments.stream()
        .filter(step -> !copy || trace.id().endsWith("~" + step.node()))
        .map(step -> branch(trace, step, copy ? ExperimentBranch.COPIES : ""))
        .toList();
  }

  private static Branch branch(Trace trace, Step step, String suffix) {
    return new Branch(trace.graph(), step.experiment(), step.node(), step.to() + suffix);
  }

  static Map<Branch, Sum> of(List<TraceEntry> entries) {
    var sums = new LinkedHashMap<Branch, Sum>();
    for (TraceEntry entry : entries) {
      for (Branch branch : entry.branches()) {
        sums.computeIfAbsent(branch, key -> new Sum()).add(entry);
      }
    }
    return sums;
  }

  /// Requests, answered, simulated, their milliseconds, waits, milliseconds of waits, priced,
  /// picodollars.
  static final class Sum {
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private final long[] sums = new long[SUMS];

    private void add(TraceEntry entry) {
      boolean answered = entry.answered();
      boolean waited = answered && entry.firstTokenMillis().isPresent();
      first = Math.min(first, entry.at());
      last = Math.max(last, entry.at());
      sums[0]++;
      sums[1] += answered ? 1 : 0;
      sums[2] += entry.simulated() ? 1 : 0;
      sums[3] += answered ? entry.millis() : 0;
      sums[4] += waited ? 1 : 0;
      sums[5] += waited ? entry.firstTokenMillis().getAsLong() : 0;
      sums[6] += entry.pico().isPresent() ? 1 : 0;
      sums[7] += entry.pico().orElse(0L);
    }
  }
}
