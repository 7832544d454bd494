package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.Pairs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;

/// Texts of copied requests in a database of their own.
final class SqlitePairs implements Pairs {
  private static final String OF_KEY =
      " request = :request and graph = :graph and mirror = :mirror";
  private static final String OF_MIRROR =
      " graph = :graph and mirror = :mirror and at >= :since and expires > :now";

  /// So many go at once, so that room is seldom looked for.
  private static final int GO_TOGETHER = 8;

  private final Content content;
  private final InstantSource clock;
  private final long mostBytes;

  /// @param mostBytes how many bytes of texts are kept
  SqlitePairs(ContentFile file, InstantSource clock, long mostBytes) {
    this.content = new Content(file);
    this.clock = clock;
    this.mostBytes = mostBytes;
  }

  @Override
  public void keep(PairKey key, boolean copy, Side side, Instant at, Duration keep) {
    content.with(each -> each.inTransaction(handle -> kept(handle, key, copy, side, at, keep)));
  }

  private int kept(Handle handle, PairKey key, boolean copy, Side side, Instant at, Duration keep) {
    handle
        .createUpdate("delete from side where" + OF_KEY + " and copy = :copy")
        .bindMethods(key)
        .bind("copy", copy)
        .execute();
    long size = size(side.prompt()) + size(side.answer());
    if (size > mostBytes) {
      return 0;
    }
    long id =
        handle
            .createUpdate(
                "insert into side (request, graph, mirror, copy, at, expires, size, model,"
                    + " redacted, prompt, answer) values (:request, :graph, :mirror, :copy, :at,"
                    + " :expires, :size, :model, :redacted, :prompt, :answer)")
            .bindMethods(key)
            .bind("copy", copy)
            .bind("at", at.toEpochMilli())
            .bind("expires", at.plus(keep).toEpochMilli())
            .bind("size", size)
            .bind("model", side.model())
            .bind("redacted", String.join(" ", side.redacted()))
            .bind("prompt", side.prompt())
            .bind("answer", side.answer())
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    side.promises().forEach(each -> keep(handle, id, each));
    evict(handle);
    return 1;
  }

  private static void keep(Handle handle, long side, PromisedModel promise) {
    handle.execute(
        "insert into promised (side, name, whose, only_models, about) values (?, ?, ?, ?, ?)",
        side,
        promise.name(),
        promise.when(),
        promise.only(),
        promise.about());
  }

  private void evict(Handle handle) {
    while (bytes(handle) > mostBytes) {
      handle.execute(
          "delete from side where id in (select id from side order by at, id limit ?)",
          GO_TOGETHER);
    }
  }

  private static long bytes(Handle handle) {
    return handle.createQuery("select bytes from total").mapTo(Long.class).one();
  }

  private static long size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public KeptPairs of(String graph, String mirror, Instant since) {
    if (!content.exists()) {
      return new KeptPairs(List.of(), 0);
    }
    return content.with(handle -> {
      var halves = new AtomicInteger();
      List<PairKey> whole =
          handle
              .createQuery(
                  "select request, count(*) from side where"
                      + OF_MIRROR
                      + " group by request order by min(id)")
              .bind("graph", graph)
              .bind("mirror", mirror)
              .bind("since", since.toEpochMilli())
              .bind("now", clock.millis())
              .map((row, context) -> {
                boolean both = row.getInt(2) == 2;
                halves.addAndGet(both ? 0 : 1);
                return Optional.of(row.getString(1)).filter(request -> both);
              })
              .stream()
              .flatMap(Optional::stream)
              .map(request -> new PairKey(request, graph, mirror))
              .toList();
      return new KeptPairs(whole, halves.get());
    });
  }

  @Override
  public Optional<Pair> find(PairKey key) {
    return !content.exists()
        ? Optional.empty()
        : content.with(handle ->
            side(handle, key, false)
                .flatMap(original ->
                    side(handle, key, true).map(copy -> new Pair(key, original, copy))));
  }

  private Optional<Side> side(Handle handle, PairKey key, boolean copy) {
    return handle
        .createQuery(
            "select id, model, prompt, answer, redacted from side where"
                + OF_KEY
                + " and copy = :copy and expires > :now")
        .bindMethods(key)
        .bind("copy", copy)
        .bind("now", clock.millis())
        .map((row, context) ->
            new Side(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Arrays.stream(row.getString(5).split(" ", -1))
                    .filter(kind -> !kind.isEmpty())
                    .toList(),
                promises(handle, row.getLong(1))))
        .findOne();
  }

  private static List<PromisedModel> promises(Handle handle, long side) {
    return handle
        .createQuery("select name, whose, only_models, about from promised where side = ?")
        .bind(0, side)
        .map((row, context) ->
            new PromisedModel(
                row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)))
        .list();
  }

  @Override
  public long forget(Optional<String> graph) {
    if (!content.exists()) {
      return 0;
    }
    return content.with(handle -> {
      long removed =
          graph
              .map(name -> handle.execute("delete from side where graph = ?", name))
              .orElseGet(() -> handle.execute("delete from side"));
      content.shrink(handle);
      return removed;
    });
  }

  /// Removes what is too old. Called each second by the ledger's writer.
  void tidy() {
    content.tidy("delete from side where expires <= ?", clock.millis());
  }

  void close() {
    content.close();
  }
}
