package io.signalbox.engine.catalog.tokens;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// OpenAI's encoding `cl100k_base`, backwards only: the text that ids of tokens mean. Safe for
/// threads.
///
/// OpenAI's embedding models have it, and LangChain sends every model's texts as its tokens where
/// it knows no other: https://github.com/langchain-ai/langchain, `OpenAIEmbeddings`. The vocabulary
/// takes about 1 MB of memory and is read when ids first have to be understood.
public final class Cl100k {
  private static final String FILE = "/com/knuddels/jtokkit/cl100k_base.tiktoken";
  private static final int MOST_TOKENS = 1 << 17;

  private Cl100k() {}

  private static final class Lazy {
    static final Cl100k.Words WORDS = read();
  }

  /// @param bytes of all tokens, one after the other
  /// @param ends where each ends in them, from the first at 1
  private record Words(byte[] bytes, int[] ends) {
    int count() {
      return ends.length - 1;
    }
  }

  /// Whether a model reads these ids: those that OpenAI makes, wherever they run.
  ///
  /// @param model the provider's name of it
  public static boolean isOf(String model) {
    return model.toLowerCase(Locale.ROOT).contains("text-embedding-3-")
        || model.toLowerCase(Locale.ROOT).contains("text-embedding-ada-002");
  }

  /// The text of tokens; empty if an id is none of a text.
  public static Optional<String> text(int[] ids) {
    Words words = Lazy.WORDS;
    var text = new ByteArrayOutputStream(4 * ids.length);
    for (int id : ids) {
      if (id < 0 || id >= words.count()) {
        return Optional.empty();
      }
      text.write(words.bytes(), words.ends()[id], words.ends()[id + 1] - words.ends()[id]);
    }
    return Optional.of(text.toString(StandardCharsets.UTF_8));
  }

  private static Words read() {
    try (InputStream in = Cl100k.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      return of(new RankFile(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("The vocabulary of cl100k_base cannot be read.", e);
    }
  }

  private static Words of(RankFile file) {
    var ends = new int[MOST_TOKENS];
    int number = 0;
    while (file.next()) {
      ends[++number] = file.end();
    }
    return new Words(Arrays.copyOf(file.bytes(), file.end()), Arrays.copyOf(ends, number + 1));
  }
}
