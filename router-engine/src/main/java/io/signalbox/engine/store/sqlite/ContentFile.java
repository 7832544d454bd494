package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.home.HomeLock;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.NullableColumns;
import io.signalbox.engine.store.database.Schema;
import io.signalbox.engine.store.database.StoreProblem;
import io.signalbox.engine.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// A file that holds texts of prompts or answers. It is opened when it is first needed. A damaged
/// one is not set aside but deleted: its texts would lie there in plain.
final class ContentFile {
  /// A request waits no longer for another process.
  private static final int PATIENCE_MILLIS = 250;

  private final Path home;
  private final Schema schema;
  private final String what;
  private final InstantSource clock;

  private ContentFile(Path home, Schema schema, String what, InstantSource clock) {
    this.home = home;
    this.schema = schema;
    this.what = what;
    this.clock = clock;
  }

  /// The file of earlier answers.
  static ContentFile ofCache(Path home, InstantSource clock) {
    return new ContentFile(home, Schema.CACHE, "The cache", clock);
  }

  /// The file of texts of copied requests.
  static ContentFile ofPairs(Path home, InstantSource clock) {
    return new ContentFile(home, Schema.PAIRS, "The file of texts of copies", clock);
  }

  /// What it is called in messages, with a capital letter.
  String what() {
    return what;
  }

  /// Whether it was made.
  boolean exists() {
    return Files.exists(home.resolve(schema.file()));
  }

  /// Whether SQLite's log of writes beside it holds anything.
  boolean hasLog() {
    return home.resolve(schema.file() + "-wal").toFile().length() > 0;
  }

  /// Opens or makes it.
  ///
  /// @throws StoreException if that is not possible
  Database open() {
    try {
      OwnerOnly.directory(home);
      try (var lock = HomeLock.take(home.resolve("lock"))) {
        return opened();
      }
    } catch (IOException e) {
      throw new StoreException(what + " could not be opened: " + StoreProblem.cause(e) + ".", e);
    }
  }

  private Database opened() throws IOException {
    return switch (Database.open(home, schema, clock.instant())) {
      case Database.OpenedFile.Unusable no ->
          throw new StoreException(no.problem().message(), new IOException(no.problem().line()));
      case Database.OpenedFile.Usable usable -> {
        if (usable.notice().isPresent()) {
          NullableColumns.LOG.log(
              System.Logger.Level.WARNING, what + " was damaged and begins anew.");
          deleteDamaged();
        }
        yield usable.database();
      }
    };
  }

  private void deleteDamaged() throws IOException {
    var damaged = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(home, schema.file() + ".damaged-*")) {
      files.forEach(damaged::add);
    }
    for (Path file : damaged) {
      Files.deleteIfExists(file);
    }
  }

  /// A connection that overwrites what it deletes.
  Handle handle(Database database) {
    Handle handle = database.write();
    for (String setting :
        List.of("pragma busy_timeout = " + PATIENCE_MILLIS, "pragma secure_delete = on")) {
      try (var statement = handle.getConnection().createStatement()) {
        statement.execute(setting);
      } catch (java.sql.SQLException e) {
        handle.close();
        throw new StoreException(what + " could not be opened: " + StoreProblem.cause(e) + ".", e);
      }
    }
    return handle;
  }

  /// The random bytes under which keys are hashed.
  static byte[] salt(Handle handle) throws JdbiException {
    return handle.createQuery("select value from salt").mapTo(byte[].class).one();
  }
}
