package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/// How long the last answers of models were, in tokens, for the graphs that ask. Safe for use by
/// many threads.
final class AnswerLengths {
  /// How many answers of a model count.
  static final int KEPT = 200;

  private static final int FEWEST = 20;
  private static final double SHARE = 0.99;

  private final BiFunction<String, String, List<Long>> kept;
  private final Map<Of, Last> all = new ConcurrentHashMap<>();

  /// @param kept reads the newest that are written, the newest first
  AnswerLengths(BiFunction<String, String, List<Long>> kept) {
    this.kept = kept;
  }

  private record Of(String graph, String model) {}

  /// What 99 in a hundred did not exceed; empty with too few answers.
  OptionalLong likely(String graph, String model) {
    return all.computeIfAbsent(new Of(graph, model), of -> new Last(kept.apply(graph, model)))
        .likely();
  }

  /// Counts the answer of a request, if its model is asked about.
  void add(Trace trace) {
    trace
        .answer()
        .filter(answer -> answer.usage().isPresent())
        .ifPresent(answer -> add(trace, answer));
  }

  private void add(Trace trace, Attempt answer) {
    var last = all.get(new Of(trace.graph(), answer.model()));
    if (last != null) {
      last.add(answer.usage().orElseThrow().completionTokens());
    }
  }

  /// The last answers of one model, the oldest overwritten first.
  private static final class Last {
    private final long[] tokens = new long[KEPT];
    private int count;
    private long likely = -1; // not worked out

    Last(List<Long> newestFirst) {
      newestFirst.reversed().forEach(this::add);
    }

    synchronized void add(long length) {
      tokens[count % KEPT] = length;
      count = count + 1 == 2 * KEPT ? KEPT : count + 1;
      likely = -1;
    }

    synchronized OptionalLong likely() {
      int known = Math.min(count, KEPT);
      if (known < FEWEST) {
        return OptionalLong.empty();
      }
      if (likely < 0) {
        long[] sorted = Arrays.copyOf(tokens, known);
        Arrays.sort(sorted);
        likely = sorted[(int) Math.ceil(SHARE * known) - 1];
      }
      return OptionalLong.of(likely);
    }
  }
}
