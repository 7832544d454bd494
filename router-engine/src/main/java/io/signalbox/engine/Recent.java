package io.signalbox.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What was made lately, by what it was made of; so many are kept for the next graph. Safe for
/// threads.
final class Recent<K, V> {
  private static final int MOST = 16;

  private final Map<K, V> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
          return size() > MOST;
        }
      };

  /// What was made of a key, else what is made now.
  ///
  /// @param maker quick, as others wait meanwhile
  synchronized V of(K key, Function<K, V> maker) {
    return known.computeIfAbsent(key, maker);
  }
}
