package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.KeyBindings;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.StoreProblem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// Confirmed servers in the database of the apps, and in memory for the calls.
final class SqliteKeyBindings implements KeyBindings {
  private final InstantSource clock;
  private final CachedTable<Set<Pair>> table;

  SqliteKeyBindings(Database database, InstantSource clock) {
    this.clock = clock;
    this.table = new CachedTable<>(database, "The confirmed servers", SqliteKeyBindings::load);
  }

  private record Pair(String key, String origin) {}

  private static Set<Pair> load(Handle handle) {
    return handle
        .createQuery("select key, origin from key_binding")
        .map((row, context) -> new Pair(row.getString(1), row.getString(2)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// A confirmation that another process has taken back may count for a moment.
  @Override
  public boolean has(String key, String origin) {
    var pair = new Pair(key, origin);
    if (!table.isStale() && table.rows().contains(pair)) {
      return true;
    }
    table.refresh();
    return table.rows().contains(pair);
  }

  @Override
  public void allow(String key, String origin) {
    change(
        "insert or ignore into key_binding (key, origin, since) values (?, ?, ?)",
        key,
        origin,
        clock.millis());
  }

  @Override
  public boolean deny(String key, String origin) {
    return change("delete from key_binding where key = ? and origin = ?", key, origin) == 1;
  }

  @Override
  public void forget(String key) {
    change("delete from key_binding where key = ?", key);
  }

  @Override
  public List<Binding> list() {
    try {
      return table.with(SqliteKeyBindings::bindings);
    } catch (JdbiException e) {
      throw new StoreException(
          "The confirmed servers could not be read: " + StoreProblem.cause(e) + ".", e);
    }
  }

  private static List<Binding> bindings(Handle handle) {
    return handle
        .createQuery("select key, origin, since from key_binding order by key, origin")
        .map((row, context) ->
            new Binding(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3))))
        .list();
  }

  private int change(String sql, Object... values) {
    try {
      return table.change(handle -> handle.execute(sql, values));
    } catch (JdbiException e) {
      throw new StoreException(
          "The confirmed servers of the key could not be saved: " + StoreProblem.cause(e) + ".", e);
    }
  }

  void close() {
    table.close();
  }
}
