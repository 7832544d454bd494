package io.signalbox.engine.store.database;

import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.home.HomeProblem;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;

/// The words for what can be wrong with a home's databases.
public final class StoreProblem {
  private static final int CORRUPT = 11;
  private static final int NOT_A_DATABASE = 26;
  private static final int FULL = 13;

  /// Busy, locked, out of memory, read-only, trouble with the disk, full, not to be opened.
  private static final Set<Integer> PASSING = Set.of(5, 6, 7, 8, 10, 13, 14);

  private StoreProblem() {}

  /// Whether the trouble is that a database is damaged, by SQLite's result code.
  public static boolean isDamage(Throwable trouble) {
    int code = code(trouble);
    return code == CORRUPT || code == NOT_A_DATABASE;
  }

  /// Whether the trouble may pass by itself or when the disk is freed, by SQLite's result code.
  public static boolean mayPass(Throwable trouble) {
    return PASSING.contains(code(trouble));
  }

  private static int code(Throwable trouble) {
    for (Throwable each = trouble; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql) {
        return sql.getErrorCode() & 0xff;
      }
    }
    return 0;
  }

  public static Problem newer(Path file, int found, int known) {
    return Problem.of(ProblemCode.STORE_NEWER, Place.file(file))
        .with("found", found)
        .with("limit", known);
  }

  public static Problem unusable(Path file, String why) {
    return Problem.of(ProblemCode.STORE_UNUSABLE, Place.file(file)).with("reason", why);
  }

  public static Problem oldSqlite(String version, String needed) {
    return Problem.of(ProblemCode.STORE_SQLITE).with("version", version).with("needed", needed);
  }

  /// What went wrong, in SQLite's or the system's own short words.
  public static String cause(Throwable trouble) {
    return code(trouble) == FULL
        ? "the disk that holds Signalbox's home is full; free some space on it"
        : HomeProblem.cause(trouble);
  }
}
