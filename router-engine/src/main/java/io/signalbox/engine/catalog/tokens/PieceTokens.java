package io.signalbox.engine.catalog.tokens;

/// How many tokens a piece is, by byte-pair encoding: of all neighbors that are a token together
/// those of the lowest rank are joined, the first of them first, until there are none. Time grows
/// with the piece's length and its logarithm. Belongs to one thread.
final class PieceTokens {
  /// Of longer pieces the lowest rank comes from a queue. Looking at all of them is quicker while
  /// they are few.
  private static final int FEW = 64;

  private final PairRanks pairs;
  private final byte[] text;
  private int from; // where the piece begins
  private int length;
  private int[] next = new int[FEW]; // the part behind a part; parts are named by their first byte
  private int[] before = new int[FEW];
  private int[] tokens = new int[FEW]; // the ranks of the parts
  private int[] joined = new int[FEW]; // of each part with the one behind it

  /// @param text with [Vocabulary#PADDING] behind its end
  PieceTokens(PairRanks pairs, byte[] text) {
    this.pairs = pairs;
    this.text = text;
  }

  /// The tokens of a piece of at least one byte.
  int count(int begin, int end) {
    if (end - begin == 1 || pairs.vocabulary().rank(text, begin, end) != Vocabulary.NONE) {
      return 1;
    }
    from = begin;
    length = end - begin;
    separate();
    return length <= FEW ? mergedByLooking() : mergedByQueue(new LowestFirst(length));
  }

  /// Each byte is a part.
  private void separate() {
    if (length > next.length) {
      next = new int[length];
      before = new int[length];
      tokens = new int[length];
      joined = new int[length];
    }
    for (int at = 0; at < length; at++) {
      next[at] = at + 1;
      before[at] = at - 1;
      tokens[at] = pairs.vocabulary().rank(text[from + at]);
    }
    for (int at = 0; at < length; at++) {
      look(at);
    }
  }

  private int mergedByLooking() {
    int parts = length;
    int lowest = lowest();
    while (joined[lowest] != Vocabulary.NONE) {
      join(lowest);
      parts--;
      lowest = lowest();
    }
    return parts;
  }

  private int lowest() {
    int lowest = 0;
    int rank = joined[0];
    for (int at = 1; at < length; at++) {
      if (joined[at] < rank) {
        rank = joined[at];
        lowest = at;
      }
    }
    return lowest;
  }

  private int mergedByQueue(LowestFirst queue) {
    int parts = length;
    for (int at = 0; at < length; at++) {
      queue.put(joined[at], at);
    }
    while (queue.take()) {
      int at = queue.part();
      if (joined[at] == queue.rank()) { // else it has got another neighbor since
        join(at);
        parts--;
        queue.put(joined[at], at);
        if (before[at] >= 0) {
          queue.put(joined[before[at]], before[at]);
        }
      }
    }
    return parts;
  }

  /// Joins a part with the one behind it.
  private void join(int at) {
    int gone = next[at];
    tokens[at] = joined[at];
    joined[gone] = Vocabulary.NONE;
    next[at] = next[gone];
    if (next[at] < length) {
      before[next[at]] = at;
    }
    look(at);
    if (before[at] >= 0) {
      look(before[at]);
    }
  }

  /// A part has got another neighbor.
  private void look(int at) {
    int second = next[at];
    joined[at] =
        second < length
            ? pairs.rank(tokens[at], tokens[second], text, from + at, from + next[second])
            : Vocabulary.NONE;
  }
}
