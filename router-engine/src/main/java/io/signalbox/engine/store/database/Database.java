package io.signalbox.engine.store.database;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.home.HomeProblem;
import io.signalbox.engine.home.SafeFile;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;

/// One SQLite file in WAL mode, at this version. Handles are to be closed by the code that opens
/// them.
public final class Database {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int APPLICATION = 0x53_42_4f_58;

  /// Above this a file is not read through at each start, unless damage was met while it was in
  /// use.
  private static final long LARGE = 16L << 20;

  private final Path file;
  private final Jdbi writing;
  private final Jdbi reading;

  private Database(Path file, Jdbi writing, Jdbi reading) {
    this.file = file;
    this.writing = writing;
    this.reading = reading;
  }

  /// What became of a file.
  public sealed interface OpenedFile {
    record Usable(Database database, Optional<Problem> notice) implements OpenedFile {}

    record Unusable(Problem problem) implements OpenedFile {}
  }

  /// Opens or makes a file; the caller holds the home's lock.
  public static OpenedFile open(Path home, Schema schema, Instant now) throws IOException {
    var database = of(home.resolve(schema.file()), schema);
    if (Files.exists(database.file) && !Files.isRegularFile(database.file)) {
      return database.begunAnew(schema, now);
    }
    OwnerOnly.make(database.file); // SQLite gives its companions the same permissions
    try {
      return database.bring(schema, Optional.empty());
    } catch (DamagedException e) {
      return database.begunAnew(schema, now);
    } catch (JdbiException | StoreException e) {
      if (StoreProblem.isDamage(e)) {
        return database.begunAnew(schema, now);
      }
      return new OpenedFile.Unusable(StoreProblem.unusable(database.file, StoreProblem.cause(e)));
    }
  }

  /// Where it lies.
  public Path file() {
    return file;
  }

  /// A connection that may write. Its transactions take the write lock when they begin.
  public Handle write() {
    return writing.open();
  }

  /// A connection that cannot write.
  public Handle read() {
    return reading.open();
  }

  /// If the trouble is damage, the next start reads the file through and sets it aside.
  public void suspect(Throwable trouble) {
    if (StoreProblem.isDamage(trouble)) {
      try {
        OwnerOnly.make(suspicion());
        Files.writeString(suspicion(), StoreProblem.cause(trouble));
      } catch (IOException e) {
        NullableColumns.LOG.log(
            System.Logger.Level.WARNING, file + " may be damaged: " + StoreProblem.cause(trouble));
      }
    }
  }

  private Path suspicion() {
    return file.resolveSibling(file.getFileName() + ".suspect");
  }

  private static Database of(Path file, Schema schema) {
    var write = new SQLiteConfig();
    write.setJournalMode(SQLiteConfig.JournalMode.WAL);
    write.setSynchronous(
        schema.safe() ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.NORMAL);
    write.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    write.setBusyTimeout(PATIENCE_MILLIS);
    var read = new SQLiteConfig();
    read.setBusyTimeout(PATIENCE_MILLIS);
    read.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
    write.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
    String url = "jdbc:sqlite:" + file;
    return new Database(
        file,
        Jdbi.create(() -> write.createConnection(url)),
        Jdbi.create(() -> {
          var connection = read.createConnection(url);
          try (var statement = connection.createStatement()) {
            statement.execute("pragma query_only = on");
          }
          return connection;
        }));
  }

  private OpenedFile begunAnew(Schema schema, Instant now) throws IOException {
    Path aside = SafeFile.setAside(file, now);
    OwnerOnly.make(file);
    var notice = HomeProblem.setAside(file, aside, schema.lost(), schema.fix());
    return bring(schema, Optional.of(notice));
  }

  private OpenedFile bring(Schema schema, Optional<Problem> notice) throws IOException {
    boolean large = Files.exists(file) && Files.size(file) > LARGE && !Files.exists(suspicion());
    int found = version();
    if (found > schema.version()) {
      return new OpenedFile.Unusable(StoreProblem.newer(file, found, schema.version()));
    }
    try (Handle handle = write()) {
      check(handle, large);
      if (found < schema.version()) {
        handle.useTransaction(each -> migrate(each, schema, found));
      }
    }
    Files.deleteIfExists(suspicion());
    return new OpenedFile.Usable(this, notice);
  }

  /// Asked by a connection that cannot write, so that a newer file is not touched.
  private int version() {
    if (!Files.exists(file)) {
      return 0;
    }
    try (Handle handle = read()) {
      return handle.createQuery("pragma user_version").mapTo(Integer.class).one();
    }
  }

  private static void migrate(Handle handle, Schema schema, int found) {
    for (List<String> step : schema.steps().subList(found, schema.version())) {
      step.forEach(each -> execute(handle, each));
    }
    execute(handle, "pragma application_id = " + APPLICATION);
    execute(handle, "pragma user_version = " + schema.version());
  }

  private static void execute(Handle handle, String sql) {
    try (var statement = handle.getConnection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new StoreException(StoreProblem.cause(e), e);
    }
  }

  private static void check(Handle handle, boolean large) {
    String test = large ? "select count(*) from sqlite_schema" : "pragma quick_check(1)";
    String answer = handle.createQuery(test).mapTo(String.class).first();
    if (!large && !answer.equals("ok")) {
      throw new DamagedException(answer);
    }
  }

  /// A file whose pages do not fit together.
  private static final class DamagedException extends RuntimeException {
    DamagedException(String message) {
      super(message);
    }
  }
}
