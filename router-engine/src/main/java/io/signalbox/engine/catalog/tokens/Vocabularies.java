package io.signalbox.engine.catalog.tokens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/// Reads the vocabularies of encodings. They take time and memory: one is read when a text is first
/// counted in it.
final class Vocabularies {
  /// JTokkit's jar brings OpenAI's files: a line for each token, its bytes in Base64 and its rank,
  /// in the order of the ranks.
  private static final String OPENAI = "/com/knuddels/jtokkit/";

  private static final String CL100K = "cl100k_base";

  /// Of each token that `cl100k_base` does not have the length, a byte, then all their bytes.
  private static final String MORE_OF_QWEN = "qwen.gz";

  private static final int MORE_TOKENS_OF_QWEN = 52_487;

  private final byte[] bytes;
  private final int[] ends = new int[Vocabulary.RANKS];
  private int number;

  private Vocabularies(int mostBytes) {
    bytes = new byte[mostBytes];
  }

  /// @throws IllegalStateException if the library is damaged
  static Vocabulary o200k() {
    return whole("o200k_base");
  }

  /// @throws IllegalStateException if the library is damaged
  static Vocabulary cl100k() {
    return whole(CL100K);
  }

  /// Qwen's: `cl100k_base` without its tokens of several digits, and 52,487 more, as in
  /// `qwen.tiktoken` of dashscope 2.0.2 (PyPI), 2026-10-27. `scripts/tokens.py` makes the file of
  /// those.
  ///
  /// @throws IllegalStateException if the library or the program is damaged
  static Vocabulary qwen() {
    byte[] more = bytes(MORE_OF_QWEN);
    var known = new RankFile(bytes(OPENAI + CL100K + ".tiktoken"));
    var all = new Vocabularies(known.bytes().length + more.length);
    int from = 0;
    while (known.next()) {
      if (!isNumber(known.bytes(), from, known.end())) {
        all.add(known.bytes(), from, known.end());
      }
      from = known.end();
    }
    int at = MORE_TOKENS_OF_QWEN;
    for (int token = 0; token < MORE_TOKENS_OF_QWEN; token++) {
      int end = at + (more[token] & 0xFF);
      all.add(more, at, end);
      at = end;
    }
    return all.vocabulary();
  }

  private static Vocabulary whole(String encoding) {
    var file = new RankFile(bytes(OPENAI + encoding + ".tiktoken"));
    var all = new Vocabularies(file.bytes().length);
    int from = 0;
    while (file.next()) {
      all.add(file.bytes(), from, file.end());
      from = file.end();
    }
    return all.vocabulary();
  }

  private static boolean isNumber(byte[] token, int from, int to) {
    for (int at = from; at < to; at++) {
      if (token[at] < '0' || token[at] > '9') {
        return false;
      }
    }
    return to - from > 1;
  }

  private void add(byte[] source, int from, int to) {
    int begin = ends[number];
    System.arraycopy(source, from, bytes, begin, to - from);
    ends[++number] = begin + to - from;
  }

  private Vocabulary vocabulary() {
    return new Vocabulary(
        Arrays.copyOf(bytes, ends[number] + Vocabulary.PADDING), Arrays.copyOf(ends, number + 1));
  }

  private static byte[] bytes(String file) {
    try (InputStream in = Vocabularies.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      return file.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The vocabulary in " + file + " cannot be read.", e);
    }
  }
}
