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
/// are refused or out of credit cool down for all their buckets. Safe for threads; it holds at most
/// 4096 buckets and forgets those unused for longest.
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
    Cooldown key = keyRest(bucket);
    var known = Optional.ofNullable(buckets.get(bucket));
    if (known.isEmpty() && !key.holds(now)) {
      return Health.UNKNOWN;
    }
    return known.orElseGet(ModelHealth::new).health(now, key);
  }

  /// The health of all buckets that are known, by their names.
  public Map<String, Health> all() {
    var all = new TreeMap<String, Health>();
    buckets.keySet().forEach(bucket -> all.put(bucket, health(bucket)));
    return all;
  }

  /// Takes a place for one call, or says why it must not go out.
  ///
  /// @param retry whether a call of the same request failed at this bucket before: retries are
  ///   limited to a fifth of the bucket's traffic, and at least three in ten seconds
  /// @param alternative whether another model could be called instead. The last one is never shut
  ///   out for what is only guessed, because a refusal would be certain and an answer is not; a
  ///   wait that the provider has stated holds for it, too
  public Admission admit(String bucket, boolean retry, boolean alternative) {
    ModelHealth health = of(bucket);
    return health.admit(
        clock.millis(),
        keyRest(bucket),
        retry,
        alternative,
        call -> new Call(bucket, health, call));
  }

  /// What is left of the wait that a bucket's provider has stated; empty if there is none.
  public Optional<Duration> statedWait(String bucket) {
    return Optional.ofNullable(buckets.get(bucket))
        .orElseGet(ModelHealth::new)
        .statedWait(clock.millis(), keyRest(bucket));
  }

  /// A call that is in flight.
  private final class Call implements Permit {
    private final String bucket;
    private final ModelHealth health;
    private final ModelHealth.Sent sent;
    private final Optional<Duration> trial;

    Call(String bucket, ModelHealth health, ModelHealth.Sent sent) {
      this.bucket = bucket;
      this.health = health;
      this.sent = sent;
      this.trial = health.patience(sent);
    }

    @Override
    public Optional<Duration> trial() {
      return trial;
    }

    @Override
    public void answered(Duration firstToken, RateLimits limits) {
      long now = clock.millis();
      health.limits(now, limits);
      health.answered(now, sent, firstToken);
      Cooldown rest = keyRest(bucket);
      if (sent.atMillis() > rest.fromMillis()) {
        keys.remove(key(bucket), rest);
      }
    }

    @Override
    public void failed(Failure failure, RateLimits limits, String fingerprint) {
      long now = clock.millis();
      health.limits(now, limits);
      health.failed(now, sent, failure, fingerprint);
      if (failure.kind() == FailureClass.OUT_OF_CREDIT && !failure.modelAlone()) {
        keyRests(bucket, now, rest(now, failure, "its key is out of credit"));
      }
      if (failure.kind() == FailureClass.UNAUTHORIZED && !failure.modelAlone()) {
        keyRests(
            bucket,
            now,
            Cooldown.guessed(now, KEY_REST.toMillis(), "its key was refused; set it again"));
      }
    }

    @Override
    public void outpaced() {
      health.outpaced(clock.millis(), sent);
    }

    @Override
    public void cancelled() {
      health.cancelled(clock.millis(), sent);
    }
  }

  /// The rest of what is used up: until the stated reset, else as long as is usual.
  static Cooldown rest(long now, Failure failure, String why) {
    return failure
        .retryAfter()
        .map(stated -> Cooldown.stated(now, millis(stated), why))
        .orElseGet(() -> Cooldown.guessed(now, CREDIT_REST.toMillis(), why));
  }

  private void keyRests(String bucket, long now, Cooldown rest) {
    keys.merge(key(bucket), rest, (known, more) -> known.or(more, now));
    keys.values().removeIf(each -> each.isOver(now));
  }

  /// A user has set the key again: its cooldown ends.
  public void keyChanged(String provider, String key) {
    keys.remove(provider + SEPARATOR + key);
  }

  /// Why a key is not used now, for a person; empty if it is.
  ///
  /// @param provider the provider's id
  /// @param key the key's name
  public Optional<String> keyTrouble(String provider, String key) {
    return Optional.ofNullable(keys.get(provider + SEPARATOR + key))
        .filter(rest -> rest.holds(clock.millis()))
        .map(Cooldown::why);
  }

  private Cooldown keyRest(String bucket) {
    return keys.getOrDefault(key(bucket), Cooldown.NONE);
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
