package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.store.Verdicts;
import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.StoreProblem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// What judges said, beside the traces of the requests. They say it seldom, so each answer has a
/// connection of its own.
record SqliteVerdicts(Database database) implements Verdicts {
  private static final String OF_JUDGING =
      " graph = :graph and mirror = :mirror and judge = :judge and model = :model"
          + " and question = :question";

  @Override
  public void keep(Judging judging, PairVerdict verdict) {
    try (Handle handle = database.write()) {
      handle.useTransaction(each -> keep(each, judging, verdict));
    } catch (JdbiException e) {
      database.suspect(e);
      throw new StoreException("The verdict could not be kept: " + StoreProblem.cause(e) + ".", e);
    }
  }

  private static void keep(Handle handle, Judging judging, PairVerdict verdict) {
    handle
        .createUpdate(
            "insert or ignore into judging (graph, mirror, judge, model, question)"
                + " values (:graph, :mirror, :judge, :model, :question)")
        .bindMethods(judging)
        .execute();
    handle
        .createUpdate(
            "insert or ignore into verdict (judging, request, turn, copy_first, label, at)"
                + " select id, :request, :turn, :copyFirst, :label, :at from judging where"
                + OF_JUDGING)
        .bindMethods(judging)
        .bind("request", verdict.request())
        .bind("turn", verdict.turn())
        .bind("copyFirst", verdict.copyFirst())
        .bind("label", verdict.label().name().toLowerCase(Locale.ROOT))
        .bind("at", verdict.at().toEpochMilli())
        .execute();
  }

  @Override
  public List<PairVerdict> of(Judging judging) {
    return read(handle ->
        handle
            .createQuery(
                "select request, turn, copy_first, label, at from judging"
                    + " join verdict on judging = id where"
                    + OF_JUDGING
                    + " order by number")
            .bindMethods(judging)
            .map((row, context) ->
                new PairVerdict(
                    row.getString(1),
                    row.getInt(2),
                    row.getBoolean(3),
                    Label.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                    Instant.ofEpochMilli(row.getLong(5))))
            .list());
  }

  @Override
  public List<Judging> judgings(String graph, String mirror) {
    return read(handle ->
        handle
            .createQuery(
                "select judge, model, question from judging join verdict on judging = id"
                    + " where graph = ? and mirror = ? group by id order by max(number) desc")
            .bind(0, graph)
            .bind(1, mirror)
            .map((row, context) ->
                new Judging(graph, mirror, row.getString(1), row.getString(2), row.getString(3)))
            .list());
  }

  private <T> T read(Function<Handle, T> query) {
    try (Handle handle = database.read()) {
      return query.apply(handle);
    } catch (JdbiException e) {
      database.suspect(e);
      throw new StoreException("Verdicts could not be read: " + StoreProblem.cause(e) + ".", e);
    }
  }
}
