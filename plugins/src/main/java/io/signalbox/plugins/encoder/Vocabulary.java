package io.signalbox.plugins.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The word pieces of a BERT model with their numbers. Immutable, safe for threads.
final class Vocabulary {
  private final Map<String, Integer> pieces;
  private final int unknown;
  private final int begin;
  private final int end;

  private Vocabulary(Map<String, Integer> pieces) {
    this.pieces = pieces;
    this.unknown = special("[UNK]");
    this.begin = special("[CLS]");
    this.end = special("[SEP]");
  }

  /// Reads the file `tokenizer.json` of Hugging Face's tokenizers.
  ///
  /// @throws IOException if it cannot be read or lacks a piece that each text needs
  static Vocabulary read(InputStream json) throws IOException {
    JsonNode words = JsonMapper.builder().build().readTree(json).path("model").path("vocab");
    var pieces = new HashMap<String, Integer>();
    words.properties().forEach(each -> pieces.put(each.getKey(), each.getValue().asInt()));
    try {
      return new Vocabulary(pieces);
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
  }

  /// The number of a piece; one inside of a word begins with `##`.
  OptionalInt find(String piece) {
    Integer number = pieces.get(piece);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /// Stands for a word that has no pieces.
  int unknown() {
    return unknown;
  }

  /// Stands before each text.
  int begin() {
    return begin;
  }

  /// Stands behind each text.
  int end() {
    return end;
  }

  private int special(String piece) {
    return find(piece)
        .orElseThrow(() -> new IllegalArgumentException("the vocabulary has no " + piece));
  }
}
