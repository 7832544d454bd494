package io.signalbox.engine.proxy;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads `x-signalbox-metadata`: `tier=free, task=translate`. For clients that can set headers but
/// not the body's `metadata`.
final class MetadataHeader {
  static final HeaderName HEADER = HeaderNames.create("x-signalbox-metadata");
  static final String MEND =
      "x-signalbox-metadata must be KEY=VALUE in ASCII, separated by commas, at most 4096"
          + " characters; use metadata in the body for other characters";
  private static final int MOST_CHARS = 4_096;

  private MetadataHeader() {}

  /// The labels; empty if the text is none.
  static Optional<Map<String, String>> read(String text) {
    if (text.length() > MOST_CHARS || !text.chars().allMatch(c -> c < 127)) {
      return Optional.empty();
    }
    var labels = new LinkedHashMap<String, String>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        labels.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      } else if (!pair.isBlank()) {
        return Optional.empty();
      }
    }
    return Optional.of(labels);
  }
}
