package io.signalbox.engine.catalog;

import io.signalbox.engine.catalog.tokens.Cl100kCount;
import io.signalbox.engine.catalog.tokens.O200k;
import io.signalbox.engine.catalog.tokens.Qwen;

/// Ways to say how many tokens a text has: bounds that are cheap, and the count itself. Whatever
/// the text, `LEAST_BY_LENGTH` ≤ `LEAST_BY_BYTES` ≤ `COUNTED` ≤ `MOST_BY_BYTES` ≤ `MOST_BY_LENGTH`:
/// a token has at least one byte and at most [O200k#LONGEST_TOKEN], each belongs to one token, and
/// a `char` is one to three bytes of UTF-8 (two that are a surrogate pair are four; half a pair is
/// a question mark).
enum TokenScale {
  LEAST_BY_LENGTH {
    @Override
    long tokens(int chars, String... parts) {
      return tokensOf(chars);
    }
  },
  MOST_BY_LENGTH {
    @Override
    long tokens(int chars, String... parts) {
      return (long) MOST_BYTES * chars;
    }
  },
  LEAST_BY_BYTES {
    @Override
    long tokens(int chars, String... parts) {
      return tokensOf(bytes(start(chars, parts)));
    }
  },
  MOST_BY_BYTES {
    @Override
    long tokens(int chars, String... parts) {
      return bytes(start(chars, parts));
    }
  },
  COUNTED {
    @Override
    long tokens(int chars, String... parts) {
      return O200k.tokens(start(chars, parts));
    }
  },
  /// The count in OpenAI's older encoding, for which none of the bounds holds.
  COUNTED_CL100K {
    @Override
    long tokens(int chars, String... parts) {
      return Cl100kCount.tokens(start(chars, parts));
    }
  },
  /// The same in Qwen's.
  COUNTED_QWEN {
    @Override
    long tokens(int chars, String... parts) {
      return Qwen.tokens(start(chars, parts));
    }
  };

  private static final int MOST_BYTES = 3; // of a char

  /// The tokens of the first characters of parts that are one text together.
  abstract long tokens(int chars, String... parts);

  private static String start(int chars, String... parts) {
    String whole = parts.length == 1 ? parts[0] : String.join("", parts);
    return whole.substring(0, chars);
  }

  /// The fewest tokens that so many bytes can be.
  private static long tokensOf(long bytes) {
    return (bytes + O200k.LONGEST_TOKEN - 1) / O200k.LONGEST_TOKEN;
  }

  private static long bytes(String text) {
    long more = 0; // bytes than characters
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x800 && !Character.isSurrogate(c)) {
        more += 2;
      } else if (c >= 0x80 && (c < 0x800 || isPair(text, i))) {
        more += c < 0x800 ? 1 : 2; // the second half of a pair adds nothing to it
      }
    }
    return text.length() + more;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
