package io.signalbox.engine.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.store.StoreException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// Apps in a database of their own, and in memory for the door.
final class SqliteAppKeys implements AppKeys {
  private static final int KEY_BYTES = 32;
  private static final int SHORTEST_GIVEN = 20;
  private static final int LONGEST = 512;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}");

  /// How long a key that another process has taken away may still open the door.
  private static final Duration STALE = Duration.ofMillis(500);

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Handle handle;
  private final ReentrantLock lock = new ReentrantLock(); // of the handle
  private final Map<String, Instant> uses = new ConcurrentHashMap<>();
  private volatile Snapshot snapshot;

  SqliteAppKeys(Database database, InstantSource clock) {
    this.clock = clock;
    this.handle = database.write();
    this.snapshot = load(version());
  }

  private record Known(String name, byte[] hash) {}

  /// @param version SQLite's count of other connections' changes
  /// @param read when, in nanoseconds
  private record Snapshot(List<Known> known, int version, long read) {
    Optional<String> nameOf(byte[] hash) {
      Optional<String> found = Optional.empty();
      for (Known each : known) { // all of them, so that the time tells nothing
        if (MessageDigest.isEqual(each.hash(), hash)) {
          found = Optional.of(each.name());
        }
      }
      return found;
    }

    boolean isStale() {
      return System.nanoTime() - read > STALE.toNanos();
    }
  }

  @Override
  public Added add(String name) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    var key = Secret.of("sb-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    return addGiven(name, key).<Added>map(Added.Refused::new).orElseGet(() -> new Added.Fresh(key));
  }

  @Override
  public Optional<Problem> addGiven(String name, Secret key) {
    return unfit(name, key).or(() -> insert(name, hash(key), false));
  }

  @Override
  public Optional<Problem> replace(String name, Secret key) {
    return unfit(name, key).or(() -> insert(name, hash(key), true));
  }

  private static Optional<Problem> unfit(String name, Secret key) {
    int length = key.reveal().length();
    if (!NAME.matcher(name).matches()) {
      return Optional.of(Problem.of(ProblemCode.APP_NAME));
    }
    if (length < SHORTEST_GIVEN || length > LONGEST) {
      return Optional.of(
          Problem.of(ProblemCode.APP_KEY)
              .with("least", SHORTEST_GIVEN)
              .with("most", LONGEST)
              .with("count", length));
    }
    return Optional.empty();
  }

  /// @param instead whether it takes the place of an app of this name
  private Optional<Problem> insert(String name, byte[] hash, boolean instead) {
    lock.lock();
    try {
      int added = handle.inTransaction(each -> insert(each, name, hash, instead));
      snapshot = load(version());
      return added == 1
          ? Optional.empty()
          : Optional.of(Problem.of(ProblemCode.APP_EXISTS).with("name", name));
    } catch (JdbiException e) {
      throw new StoreException("The app could not be saved: " + StoreProblem.cause(e) + ".", e);
    } finally {
      lock.unlock();
    }
  }

  private int insert(Handle each, String name, byte[] hash, boolean instead) {
    if (instead) {
      each.createUpdate("delete from app where name = ?").bind(0, name).execute();
    }
    int added =
        each.createUpdate("insert or ignore into app (name, hash, created) values (?, ?, ?)")
            .bind(0, name)
            .bind(1, hash)
            .bind(2, clock.millis())
            .execute();
    if (added == 0) {
      each.rollback();
    }
    return added;
  }

  @Override
  public List<App> list() {
    saveUse();
    lock.lock();
    try {
      return handle
          .createQuery("select name, created, first_used, last_used from app order by name")
          .map((row, context) ->
              new App(
                  row.getString(1),
                  Instant.ofEpochMilli(row.getLong(2)),
                  NullableColumns.instant(row, 3),
                  NullableColumns.instant(row, 4)))
          .list();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean revoke(String name) {
    lock.lock();
    try {
      int gone = handle.createUpdate("delete from app where name = ?").bind(0, name).execute();
      snapshot = load(version());
      return gone == 1;
    } catch (JdbiException e) {
      throw new StoreException(
          "The key could not be taken away: " + StoreProblem.cause(e) + ".", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<String> appOf(Secret presented) {
    if (presented.reveal().length() > LONGEST) {
      return Optional.empty();
    }
    byte[] hash = hash(presented);
    if (snapshot.isStale()) {
      refresh();
    }
    var app = snapshot.nameOf(hash);
    if (app.isEmpty() && refresh()) {
      app = snapshot.nameOf(hash);
    }
    app.ifPresent(name -> uses.put(name, clock.instant()));
    return app;
  }

  /// Reads the apps again if another process has changed them, and says whether it had. Trouble
  /// with the disk leaves the door as it was.
  private boolean refresh() {
    lock.lock();
    try {
      var before = snapshot;
      int version = version();
      boolean changed = version != before.version();
      snapshot = changed ? load(version) : new Snapshot(before.known(), version, System.nanoTime());
      return changed;
    } catch (JdbiException e) {
      NullableColumns.LOG.log(
          System.Logger.Level.WARNING, "The apps could not be read: " + StoreProblem.cause(e));
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Writes when keys were last used. Called now and then by the ledger's writer.
  void saveUse() {
    var seen = Map.copyOf(uses);
    if (seen.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      handle.useTransaction(each -> {
        var batch =
            each.prepareBatch(
                "update app set last_used = max(:at, coalesce(last_used, 0)),"
                    + " first_used = coalesce(first_used, :at) where name = :name");
        seen.forEach((name, at) -> batch.bind("name", name).bind("at", at.toEpochMilli()).add());
        batch.execute();
      });
    } finally {
      lock.unlock();
    }
    seen.forEach(uses::remove);
  }

  void close() {
    lock.lock();
    try {
      handle.close();
    } finally {
      lock.unlock();
    }
  }

  private int version() {
    return handle.createQuery("pragma data_version").mapTo(Integer.class).one();
  }

  private Snapshot load(int version) {
    var known =
        handle
            .createQuery("select name, hash from app")
            .map((row, context) -> new Known(row.getString(1), row.getBytes(2)))
            .list();
    return new Snapshot(known, version, System.nanoTime());
  }

  private static byte[] hash(Secret key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.reveal().getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
