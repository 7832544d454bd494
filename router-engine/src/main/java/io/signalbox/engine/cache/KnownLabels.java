package io.signalbox.engine.cache;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The labels that models gave when they were asked for a decision, so that the same is not asked
/// again. They are kept in memory only, each used for an hour and forgotten with the next that is
/// kept, the last 10,000 used. Of what was asked there is a hash with a salt that nobody knows and
/// that ends with the process. Safe for threads.
public final class KnownLabels {
  /// How many labels are kept.
  public static final int MOST = 10_000;

  /// How old a label may be.
  public static final Duration OLDEST = Duration.ofHours(1);

  private static final int SALT_BYTES = 32;

  private final String salt = salt();

  /// The one used last at the end; its monitor guards both.
  private final Map<String, Kept> labels = new LinkedHashMap<>(16, 0.75f, true);

  /// When each was given, the latest at the end.
  private final LinkedHashMap<String, Instant> byAge = new LinkedHashMap<>();

  private record Kept(String label, Instant at) {}

  /// A label that is known.
  ///
  /// @param age how long ago it was given
  public record Known(String label, Duration age) {}

  private static String salt() {
    byte[] bytes = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// The label that was given to the same question; empty if it is not known or too old.
  ///
  /// @param question the hash of all that the label depends on
  public Optional<Known> find(String question, Instant now) {
    String key = key(question);
    synchronized (labels) {
      return Optional.ofNullable(labels.get(key))
          .filter(kept -> !isOld(kept.at(), now))
          .map(kept -> new Known(kept.label(), age(kept.at(), now)));
    }
  }

  /// A clock that was set back makes nothing live longer than it would have.
  private static Duration age(Instant at, Instant now) {
    return Duration.between(at, now).abs();
  }

  private static boolean isOld(Instant at, Instant now) {
    return age(at, now).compareTo(OLDEST) >= 0;
  }

  /// Keeps the label that was given to a question.
  public void keep(String question, String label, Instant now) {
    String key = key(question);
    synchronized (labels) {
      forgetOld(now);
      labels.put(key, new Kept(label, now));
      byAge.remove(key);
      byAge.put(key, now);
      if (labels.size() > MOST) {
        forget(labels.keySet().iterator().next());
      }
    }
  }

  /// Looks at the oldest alone, and at the next only if that is forgotten.
  private void forgetOld(Instant now) {
    while (!byAge.isEmpty() && isOld(byAge.firstEntry().getValue(), now)) {
      forget(byAge.firstEntry().getKey());
    }
  }

  private void forget(String key) {
    labels.remove(key);
    byAge.remove(key);
  }

  /// How many there are.
  int size() {
    synchronized (labels) {
      return labels.size();
    }
  }

  private String key(String question) {
    return new Fingerprint().add(salt).add(question).hex();
  }
}
