package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.home.HomeFiles;
import io.signalbox.engine.home.HomeLock;
import io.signalbox.engine.store.Answers;
import io.signalbox.engine.store.Pairs;
import io.signalbox.engine.store.Store;
import io.signalbox.engine.store.StoreResult;
import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.Schema;
import io.signalbox.engine.store.database.SqliteLibrary;
import io.signalbox.engine.store.database.StoreProblem;
import io.signalbox.engine.vault.HomeEnvironment;
import io.signalbox.engine.vault.LayeredVault;
import io.signalbox.engine.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/// The steps of opening a home, one process at a time.
public final class StoreOpening {
  /// Older ones can damage a database in WAL mode (sqlite.org/wal.html, "the WAL-reset bug").
  private static final String OLDEST_SQLITE = "3.51.3";

  private final Path home;
  private final HomeEnvironment surroundings;
  private final List<Problem> notices = new ArrayList<>();

  public StoreOpening(Path home, HomeEnvironment surroundings) {
    this.home = home.toAbsolutePath().normalize();
    this.surroundings = surroundings;
  }

  /// Opens a home with what this machine has: makes it if there is none, brings its files to this
  /// version, sets damaged ones aside.
  public static StoreResult open(Path home) {
    return new StoreOpening(home, HomeEnvironment.real()).open();
  }

  StoreResult open() {
    try {
      OwnerOnly.directory(home);
      try (var lock = HomeLock.take(home.resolve("lock"))) {
        HomeFiles.tighten(home);
        SqliteLibrary.in(home);
        var old = oldSqlite();
        return old.isPresent() ? new StoreResult.Refused(old.get()) : openLocked();
      }
    } catch (IOException e) {
      return new StoreResult.Refused(StoreProblem.unusable(home, StoreProblem.cause(e)));
    }
  }

  private StoreResult openLocked() throws IOException {
    List<Database> databases = new ArrayList<>();
    for (Schema schema : List.of(Schema.TRACES, Schema.BUDGETS, Schema.APPS)) {
      switch (Database.open(home, schema, surroundings.clock().instant())) {
        case Database.OpenedFile.Unusable unusable -> {
          return new StoreResult.Refused(unusable.problem());
        }
        case Database.OpenedFile.Usable usable -> {
          databases.add(usable.database());
          usable.notice().ifPresent(notices::add);
        }
      }
    }
    return new StoreResult.Ready(
        store(databases.get(0), databases.get(1), databases.get(2)), notices);
  }

  private Store store(Database traces, Database budgets, Database apps) throws IOException {
    var clock = surroundings.clock();
    var vault = LayeredVault.open(home, surroundings);
    notices.addAll(vault.notices());
    var keys = new SqliteAppKeys(apps, clock);
    var bindings = new SqliteKeyBindings(apps, clock);
    var counted = new SqliteBudgets(budgets, clock);
    var answers = new SqliteAnswers(ContentFile.ofCache(home, clock), clock, Answers.MOST_BYTES);
    var pairs = new SqlitePairs(ContentFile.ofPairs(home, clock), clock, Pairs.MOST_BYTES);
    var chores = List.<Runnable>of(counted::tidy, keys::saveUse, answers::tidy, pairs::tidy);
    var ledger = new SqliteLedger(traces, chores);
    var feedback = new SqliteFeedback(traces, clock, ledger::flush);
    var verdicts = new SqliteVerdicts(traces);
    return new LocalStore(
        home, ledger, feedback, counted, vault, bindings, keys, answers, pairs, verdicts);
  }

  private static Optional<Problem> oldSqlite() {
    try (var handle = Jdbi.open("jdbc:sqlite::memory:")) {
      String version = handle.createQuery("select sqlite_version()").mapTo(String.class).one();
      return isOlder(version, OLDEST_SQLITE)
          ? Optional.of(StoreProblem.oldSqlite(version, OLDEST_SQLITE))
          : Optional.empty();
    }
  }

  /// Whether a version of numbers and dots comes before another.
  static boolean isOlder(String version, String than) {
    return Arrays.compare(numbers(version), numbers(than)) < 0;
  }

  private static int[] numbers(String version) {
    return Pattern.compile("\\d+")
        .matcher(version)
        .results()
        .mapToInt(each -> Integer.parseInt(each.group()))
        .toArray();
  }
}
