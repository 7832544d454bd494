package io.signalbox.engine.learned;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The file of a trained router: JSON with a version, what it was trained on, how it does on
/// held-back prompts, and its numbers. It holds no prompt.
public final class TrainedText {
  /// The most bytes of a file.
  public static final int MOST_BYTES = 64 * 1024 * 1024;

  private static final int BEGINNING = 64;

  static final int VERSION = 1;
  static final JsonMapper JSON = JsonMapper.builder().build();

  private TrainedText() {}

  /// What came of reading.
  public sealed interface RouterResult {
    /// It could be read.
    record Read(TrainedRouter router) implements RouterResult {}

    /// It could not be read.
    ///
    /// @param why and how to fix it
    record Refused(String why) implements RouterResult {}
  }

  /// The bytes of its file.
  public static byte[] written(TrainedRouter router) {
    return JSON.writeValueAsBytes(new TrainedWriter(router).view());
  }

  /// Whether bytes are those of a trained router, not of outcomes.
  public static boolean isTrained(byte[] bytes) {
    int length = Math.min(bytes.length, BEGINNING);
    var start = new String(bytes, 0, length, StandardCharsets.UTF_8);
    return start.contains("\"" + TrainedWriter.MARK + "\"");
  }

  /// Reads its file.
  public static RouterResult read(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return new RouterResult.Refused(
          "The file is larger than 64 MB. Train again with fewer prompts.");
    }
    try {
      return new RouterResult.Read(new TrainedReader(JSON.readTree(bytes)).router());
    } catch (JacksonException | IllegalArgumentException e) {
      return new RouterResult.Refused(
          "No trained router of version "
              + VERSION
              + ": "
              + e.getMessage()
              + ". Train it again: `signalbox train`.");
    }
  }
}
