package io.signalbox.engine;

import io.signalbox.engine.route.WarmConversation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who answered conversations last, in memory: providers' caches do not live long enough to be
/// remembered over a restart. Safe for threads.
final class WarmConversations {
  /// So many are remembered; then the one is forgotten that rests longest.
  private static final int MOST = 20_000;

  private final Map<WarmConversation.Owner, WarmConversation> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<WarmConversation.Owner, WarmConversation> eldest) {
          return size() > MOST;
        }
      };

  Optional<WarmConversation> find(WarmConversation.Owner key) {
    synchronized (known) {
      return Optional.ofNullable(known.get(key));
    }
  }

  void keep(WarmConversation.Owner key, WarmConversation now) {
    synchronized (known) {
      known.put(key, now);
    }
  }
}
