package io.signalbox.engine.intent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is known of the texts that were asked for last, by the exact text. Safe for threads.
final class RecentTexts<T> {
  /// In characters; longer texts seldom come twice.
  private static final int LONGEST = 2_000;

  private final Map<String, T> known;

  /// @param most the text that was not asked for the longest gives way to one more
  RecentTexts(int most) {
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > most;
          }
        };
  }

  Optional<T> find(String text) {
    synchronized (known) {
      return Optional.ofNullable(known.get(text));
    }
  }

  void keep(String text, T value) {
    if (text.length() <= LONGEST) {
      synchronized (known) {
        known.put(text, value);
      }
    }
  }
}
