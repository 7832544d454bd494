package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.store.ExperimentBranch;
import io.signalbox.engine.store.FeedbackLog;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.GroupCommit;
import io.signalbox.engine.store.database.NullableColumns;
import io.signalbox.engine.store.database.StoreProblem;
import io.signalbox.engine.trace.Feedback;
import io.signalbox.engine.trace.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// Feedback beside the traces that it is about.
final class SqliteFeedback implements FeedbackLog {
  private final Database database;
  private final InstantSource clock;
  private final Runnable flush;
  private final GroupCommit writes;
  private final LatestScores latest = new LatestScores(this::scores);

  /// @param flush writes the traces that wait
  SqliteFeedback(Database database, InstantSource clock, Runnable flush) {
    this.database = database;
    this.clock = clock;
    this.flush = flush;
    this.writes = new GroupCommit(database.write());
  }

  /// What was written, and for whom.
  private record Written(Feedback.Receipt receipt, String graph, String model) {
    static Written not(Feedback.Receipt why) {
      return new Written(why, "", "");
    }
  }

  @Override
  public Feedback.Receipt record(String app, Feedback feedback) {
    if (feedback.about() instanceof Feedback.Subject.Conversation) {
      flush.run(); // its latest answer may wait to be written, and an older one be found instead
    }
    Written written = written(app, feedback);
    if (written.receipt() instanceof Feedback.Receipt.Unknown) {
      flush.run(); // feedback may come sooner than the trace is written
      written = written(app, feedback);
    }
    if (written.receipt() instanceof Feedback.Receipt.Kept kept
        && feedback.metric().equals(Feedback.SCORE)) {
      count(written, kept.replaced(), feedback.score());
    }
    return written.receipt();
  }

  private void count(Written written, boolean replaced, double score) {
    if (replaced) {
      latest.forget(written.graph(), written.model());
    } else {
      latest.add(written.graph(), written.model(), score);
    }
  }

  private Written written(String app, Feedback feedback) {
    return writes.run("The feedback", handle -> write(handle, app, feedback));
  }

  private Written write(Handle handle, String app, Feedback feedback) {
    var trace = trace(handle, app, feedback.about());
    if (trace.isEmpty()) {
      return Written.not(new Feedback.Receipt.Unknown());
    }
    String request = trace.get().id();
    boolean replaced =
        handle.execute(FeedbackSql.REPLACE, feedback.score(), request, feedback.metric()) > 0;
    if (!replaced && metrics(handle, request) >= Feedback.MOST_METRICS) {
      return Written.not(new Feedback.Receipt.TooMany());
    }
    String model = trace.get().answeredBy();
    if (!replaced) {
      insert(handle, trace.get(), model, feedback);
    }
    return new Written(new Feedback.Receipt.Kept(request, replaced), trace.get().graph(), model);
  }

  private static Optional<Trace> trace(Handle handle, String app, Feedback.Subject about) {
    return id(handle, app, about)
        .flatMap(
            id -> handle.createQuery(TraceSql.VIEW).bind(0, id).mapTo(String.class).findFirst())
        .map(SqliteLedger::read)
        .filter(trace -> trace.asked().app().equals(app) && trace.copyOf().isEmpty());
  }

  private static Optional<String> id(Handle handle, String app, Feedback.Subject about) {
    return switch (about) {
      case Feedback.Subject.Request request -> Optional.of(request.id());
      case Feedback.Subject.Conversation conversation ->
          handle
              .createQuery(FeedbackSql.LATEST_OF_CONVERSATION)
              .bind(0, conversation.id())
              .bind(1, app)
              .mapTo(String.class)
              .findFirst();
    };
  }

  private static long metrics(Handle handle, String request) {
    return handle.createQuery(FeedbackSql.METRICS).bind(0, request).mapTo(Long.class).one();
  }

  private void insert(Handle handle, Trace trace, String model, Feedback feedback) {
    handle.execute(
        FeedbackSql.INSERT,
        trace.id(),
        feedback.metric(),
        feedback.score(),
        clock.millis(),
        trace.graph(),
        model);
    for (BranchSums.Branch each : BranchSums.of(trace)) {
      handle.execute(
          FeedbackSql.ADD_TO_BRANCH,
          trace.id(),
          feedback.metric(),
          each.graph(),
          each.experiment(),
          each.node(),
          each.target());
    }
  }

  /// Decisions go on if feedback cannot be read: what is not known is taken to be well.
  @Override
  public Success success(String graph, String model) {
    try {
      return latest.of(graph, model);
    } catch (StoreException e) {
      NullableColumns.LOG.log(System.Logger.Level.WARNING, e.getMessage());
      return Success.UNKNOWN;
    }
  }

  private List<Double> scores(String graph, String model) {
    return read(handle ->
        handle
            .createQuery(FeedbackSql.LATEST)
            .bind(0, graph)
            .bind(1, model)
            .bind(2, Feedback.SCORE)
            .bind(3, LatestScores.KEPT)
            .mapTo(Double.class)
            .list());
  }

  @Override
  public List<ExperimentBranch> branches() {
    return read(handle ->
        handle.createQuery(FeedbackSql.BRANCHES).map((row, context) -> branch(row)).list());
  }

  private static ExperimentBranch branch(ResultSet row) throws SQLException {
    return new ExperimentBranch(
        new ExperimentBranch.ExperimentKey(row.getString(1), row.getString(2), row.getString(3)),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getLong(13),
        Picodollars.money(row.getLong(14)));
  }

  @Override
  public void scores(ExperimentBranch.ExperimentKey experiment, Consumer<BranchScore> each) {
    read(handle -> {
      try (var rows =
          handle
              .createQuery(FeedbackSql.SCORES)
              .bind(0, experiment.graph())
              .bind(1, experiment.experiment())
              .bind(2, experiment.node())
              .map((row, context) ->
                  new BranchScore(row.getString(1), row.getString(2), row.getDouble(3)))
              .stream()) {
        rows.forEach(each);
      }
      return true;
    });
  }

  private <T> T read(Function<Handle, T> query) {
    try (Handle handle = database.read()) {
      return query.apply(handle);
    } catch (JdbiException e) {
      database.suspect(e);
      throw new StoreException("The feedback could not be read: " + StoreProblem.cause(e) + ".", e);
    }
  }

  void close() {
    writes.close();
  }
}
