package io.signalbox.engine.catalog.tokens;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// What two tokens next to each other are together, remembered for the pairs that come up again and
/// again: finding it by their bytes takes several times as long. It knows nothing but facts of the
/// vocabulary, and never more than its 256 KB. Safe for threads: each entry is one number.
final class PairRanks {
  private static final VarHandle ENTRIES = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int BITS = 15;
  private static final int RANK_BITS = 18;
  private static final int NO_TOKEN = (1 << RANK_BITS) - 1;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final Vocabulary vocabulary;
  private final long[] entries = new long[1 << BITS]; // left + 1, right, rank of both

  PairRanks(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /// The rank of a part of a text that consists of two tokens; [Vocabulary#NONE] if it is no token.
  ///
  /// @param left the rank of the first token
  /// @param right the rank of the second
  int rank(int left, int right, byte[] text, int from, int to) {
    long pair = (left + 1L) << RANK_BITS | right;
    int at = (int) ((pair * MIX) >>> (Long.SIZE - BITS));
    long entry = (long) ENTRIES.getOpaque(entries, at);
    if (entry >>> RANK_BITS != pair) {
      int found = vocabulary.rank(text, from, to);
      entry = pair << RANK_BITS | Math.min(found, NO_TOKEN);
      ENTRIES.setOpaque(entries, at, entry);
    }
    int rank = (int) entry & NO_TOKEN;
    return rank == NO_TOKEN ? Vocabulary.NONE : rank;
  }
}
