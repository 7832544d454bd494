package io.signalbox.engine.upstream;

import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.spi.RateLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// How all models do, from what their calls report. A bucket is one model behind one key; keys that
/// are refused or out of credit cool down for all their buckets. Every [#started] must be followed
/// by one [#answered], [#failed] or [#cancelled]. Safe for threads; it holds at most 4096 buckets
/// and forgets those unused for longest.
public final class HealthBoard {
  private static final int MOST_BUCKETS = 4096;
  static final Duration CREDIT_REST = Duration.ofHours(1);
  private static final Duration KEY_REST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final char SEPARATOR = '\n';

  private final InstantSource clock;
  private final Map<String, ModelHealth> buckets = new ConcurrentHashMap<>();
  private final Map<String, Cooldown> keys = new ConcurrentHashMap<>();

  /// A board on which nothing is known yet.
  public HealthBoard(InstantSource clock) {
    this.clock = clock;
  }

  /// The name of a bucket.
  ///
  /// @param provider the provider's id
  /// @param key the key's name, never the key itself; empty if there is none
  /// @param model the provider's name of the model
  public static String bucket(String provider, String key, String model) {
    return provider + SEPARATOR + key + SEPARATOR + model;
  }

  /// What has been measured; [Health#UNKNOWN] if nothing was.
  public Health health(String bucket) {
    long now = clock.millis();
    String keyRests = keyRests(bucket, now);
    var known = Optional.ofNullable(buckets.get(bucket));
    if (known.isEmpty() && keyRests.isEmpty()) {
      return Health.UNKNOWN;
    }
    return known.orElseGet(ModelHealth::new).health(now, keyRests);
  }

  /// The health of all buckets that are known, by their names.
  public Map<String, Health> all() {
    var all = new TreeMap<String, Health>();
    buckets.keySet().forEach(bucket -> all.put(bucket, health(bucket)));
    return all;
  }

  /// Whether a call may go out now; when a broken bucket is tried again, this takes the one place
  /// of the trial. A caller whose last model this is calls it all the same.
  public boolean admit(String bucket) {
    long now = clock.millis();
    return keyRests(bucket, now).isEmpty() && of(bucket).admit(now);
  }

  /// Whether a call may follow a failed one at the same bucket; if so, the retry is counted: a
  /// fifth of the bucket's traffic, and at least three in ten seconds.
  public boolean mayRetry(String bucket) {
    return of(bucket).mayRetry(clock.millis());
  }

  /// A call goes out.
  public void started(String bucket) {
    of(bucket).started(clock.millis());
  }

  /// A call came to its good end.
  public void answered(String bucket, Duration firstToken) {
    of(bucket).answered(clock.millis(), firstToken);
    keys.remove(key(bucket));
  }

  /// A call failed.
  ///
  /// @param requestFingerprint distinguishes requests: one request alone cannot show that a model
  ///   is gone
  public void failed(String bucket, Failure failure, String requestFingerprint) {
    long now = clock.millis();
    of(bucket).failed(now, failure, requestFingerprint);
    if (failure.kind() == FailureClass.OUT_OF_CREDIT && !failure.modelAlone()) {
      rest(bucket, now, failure.retryAfter().orElse(CREDIT_REST), "its key is out of credit");
    }
    if (failure.kind() == FailureClass.UNAUTHORIZED) {
      rest(bucket, now, KEY_REST, "its key was refused; set it again");
    }
  }

  private void rest(String bucket, long now, Duration wait, String why) {
    var rest = new Cooldown(now, now + millis(wait), why);
    keys.merge(key(bucket), rest, (known, more) -> known.or(more, now));
    keys.values().removeIf(each -> !each.holds(now));
  }

  /// The client went away before the call ended.
  public void cancelled(String bucket) {
    of(bucket).cancelled(clock.millis());
  }

  /// What a provider says of its limits.
  public void limits(String bucket, RateLimits limits) {
    of(bucket).limits(clock.millis(), limits);
  }

  /// A user has set the key again: its cooldown ends.
  public void keyChanged(String provider, String key) {
    keys.remove(provider + SEPARATOR + key);
  }

  private String keyRests(String bucket, long now) {
    return Optional.ofNullable(keys.get(key(bucket)))
        .filter(rest -> rest.holds(now))
        .map(Cooldown::why)
        .orElse("");
  }

  private static String key(String bucket) {
    int end = bucket.lastIndexOf(SEPARATOR);
    return end < 0 ? bucket : bucket.substring(0, end);
  }

  private ModelHealth of(String bucket) {
    var known = Optional.ofNullable(buckets.get(bucket));
    if (known.isPresent()) {
      return known.get();
    }
    if (buckets.size() >= MOST_BUCKETS) {
      forgetOne();
    }
    return buckets.computeIfAbsent(bucket, name -> new ModelHealth());
  }

  private void forgetOne() {
    buckets.entrySet().stream()
        .filter(entry -> entry.getValue().isIdle())
        .min(Comparator.comparingLong(entry -> entry.getValue().usedMillis()))
        .ifPresent(entry -> buckets.remove(entry.getKey(), entry.getValue()));
  }

  /// A wait in milliseconds, within what a sum of times can hold.
  static long millis(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST.toMillis() : Math.max(0, wait.toMillis());
  }
}
