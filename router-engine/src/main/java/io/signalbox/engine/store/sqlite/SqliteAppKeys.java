package io.signalbox.engine.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.NullableColumns;
import io.signalbox.engine.store.database.StoreProblem;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// Apps in a database of their own, and in memory for the proxy.
final class SqliteAppKeys implements AppKeys {
  private static final int KEY_BYTES = 32;
  private static final int SHORTEST_GIVEN = 20;
  private static final int LONGEST = 512;
  private static final int ENDING = 4; // 22 bits of 256
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}");

  private static final MessageDigest SHA_256 = sha256();

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final CachedTable<Map<ByteBuffer, String>> table;
  private final Map<String, Instant> uses = new ConcurrentHashMap<>();

  SqliteAppKeys(Database database, InstantSource clock) {
    this.clock = clock;
    this.table = new CachedTable<>(database, "The apps", SqliteAppKeys::load);
  }

  /// Names by the hash of the key. How long a hash is searched for tells nothing of a key.
  private static Map<ByteBuffer, String> load(Handle handle) {
    return handle
        .createQuery("select name, hash from app")
        .map((row, context) -> Map.entry(ByteBuffer.wrap(row.getBytes(2)), row.getString(1)))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public Added add(String name) {
    return made(name, false);
  }

  @Override
  public Added renew(String name) {
    return made(name, true);
  }

  private Added made(String name, boolean instead) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    String key = "sb-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var secret = Secret.of(key);
    var row = new NewKey(name, hash(secret), key.substring(key.length() - ENDING));
    return unfit(name, secret)
        .or(() -> insert(row, instead))
        .<Added>map(Added.Refused::new)
        .orElseGet(() -> new Added.Fresh(secret));
  }

  /// What is written of a key.
  private record NewKey(String name, byte[] hash, String ending) {}

  @Override
  public Optional<Problem> addGiven(String name, Secret key) {
    return unfit(name, key).or(() -> insert(new NewKey(name, hash(key), ""), false));
  }

  @Override
  public Optional<Problem> replace(String name, Secret key) {
    return unfit(name, key).or(() -> insert(new NewKey(name, hash(key), ""), true));
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
  private Optional<Problem> insert(NewKey key, boolean instead) {
    try {
      int added = table.change(handle -> handle.inTransaction(each -> insert(each, key, instead)));
      uses.remove(key.name()); // of the key before
      return added == 1
          ? Optional.empty()
          : Optional.of(Problem.of(ProblemCode.APP_EXISTS).with("name", key.name()));
    } catch (JdbiException e) {
      throw new StoreException("The app could not be saved: " + StoreProblem.cause(e) + ".", e);
    }
  }

  private int insert(Handle each, NewKey key, boolean instead) {
    if (instead) {
      each.createUpdate("delete from app where name = ?").bind(0, key.name()).execute();
    }
    int added =
        each.createUpdate(
                "insert or ignore into app (name, hash, ending, created) values (?, ?, ?, ?)")
            .bind(0, key.name())
            .bind(1, key.hash())
            .bind(2, key.ending())
            .bind(3, clock.millis())
            .execute();
    if (added == 0) {
      each.rollback();
    }
    return added;
  }

  @Override
  public List<App> list() {
    saveUse();
    return table.with(handle ->
        handle
            .createQuery(
                "select name, ending, created, first_used, last_used from app order by name")
            .map((row, context) ->
                new App(
                    row.getString(1),
                    row.getString(2),
                    Instant.ofEpochMilli(row.getLong(3)),
                    NullableColumns.instant(row, 4),
                    NullableColumns.instant(row, 5)))
            .list());
  }

  @Override
  public boolean revoke(String name) {
    try {
      int gone =
          table.change(handle ->
              handle.createUpdate("delete from app where name = ?").bind(0, name).execute());
      uses.remove(name);
      return gone == 1;
    } catch (JdbiException e) {
      throw new StoreException("The key could not be revoked: " + StoreProblem.cause(e) + ".", e);
    }
  }

  /// A key that another process has taken away may count for a moment.
  @Override
  public Optional<String> appOf(Secret presented) {
    if (presented.reveal().length() > LONGEST) {
      return Optional.empty();
    }
    var hash = ByteBuffer.wrap(hash(presented));
    if (table.isStale()) {
      table.refresh();
    }
    var app = nameOf(hash);
    if (app.isEmpty() && table.refresh()) {
      app = nameOf(hash);
    }
    app.ifPresent(name -> uses.put(name, clock.instant()));
    return app;
  }

  private Optional<String> nameOf(ByteBuffer hash) {
    return Optional.ofNullable(table.rows().get(hash));
  }

  /// Writes when keys were last used. Called now and then by the ledger's writer.
  void saveUse() {
    var seen = Map.copyOf(uses);
    if (seen.isEmpty()) {
      return;
    }
    table.with(handle -> handle.inTransaction(each -> saveUse(each, seen)));
    seen.forEach(uses::remove);
  }

  private static int[] saveUse(Handle handle, Map<String, Instant> seen) {
    var batch =
        handle.prepareBatch(
            "update app set last_used = max(:at, coalesce(last_used, 0)),"
                + " first_used = coalesce(first_used, :at) where name = :name");
    seen.forEach((name, at) -> batch.bind("name", name).bind("at", at.toEpochMilli()).add());
    return batch.execute();
  }

  void close() {
    table.close();
  }

  private static byte[] hash(Secret key) {
    try {
      var fresh = (MessageDigest) SHA_256.clone(); // to look it up costs more than to use it
      return fresh.digest(key.reveal().getBytes(UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e); // the JDK's own can be cloned
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
