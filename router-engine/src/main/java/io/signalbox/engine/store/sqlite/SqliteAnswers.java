package io.signalbox.engine.store.sqlite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.store.Answers;
import io.signalbox.engine.store.database.NullableColumns;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32C;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;

/// Answers in a database of their own.
final class SqliteAnswers implements Answers {
  private static final int MOST_NEIGHBORS = 1_000;
  private static final String ALGORITHM = "HmacSHA256";

  private final Content content;
  private final InstantSource clock;
  private final long mostBytes;
  private volatile Optional<byte[]> salt = Optional.empty();

  /// A file in use.
  private record Open(Handle handle, byte[] salt) {}

  /// @param mostBytes how many bytes of answers are kept
  SqliteAnswers(ContentFile file, InstantSource clock, long mostBytes) {
    this.content = new Content(file);
    this.clock = clock;
    this.mostBytes = mostBytes;
  }

  @Override
  public String id(String key) {
    return with(each -> hashed(each, key));
  }

  @Override
  public Optional<Kept> find(String id, Duration ttl, Instant now) {
    return with(each ->
        each.handle()
            .createQuery(
                "select content, made, checksum from answer"
                    + " where id = :id and made >= :since and expires > :now")
            .bind("id", id)
            .bind("since", now.minus(ttl).toEpochMilli())
            .bind("now", now.toEpochMilli())
            .map((row, context) -> kept(row.getBytes(1), row.getLong(2), row.getLong(3)))
            .findOne()
            .flatMap(found -> found));
  }

  private static Optional<Kept> kept(byte[] content, long made, long checksum) {
    return checksum(content) == checksum
        ? Optional.of(new Kept(content, Instant.ofEpochMilli(made)))
        : Optional.empty();
  }

  @Override
  public List<Neighbor> alike(String group, Duration ttl, Instant now) {
    return with(each ->
        each.handle()
            .createQuery(
                "select id, vector from answer where alike = :alike and alike <> ''"
                    + " and made >= :since and expires > :now order by made desc limit :most")
            .bind("alike", hashed(each, group))
            .bind("since", now.minus(ttl).toEpochMilli())
            .bind("now", now.toEpochMilli())
            .bind("most", MOST_NEIGHBORS)
            .map((row, context) -> new Neighbor(row.getString(1), floats(row.getBytes(2))))
            .list());
  }

  @Override
  public void used(String id, Instant now) {
    change("update answer set used = ?, hits = hits + 1 where id = ?", now.toEpochMilli(), id);
  }

  @Override
  public void keep(Entry entry, Instant now) {
    with(each -> each.handle().inTransaction(handle -> kept(each, entry, now)));
  }

  private int kept(Open each, Entry entry, Instant now) {
    String id = hashed(each, entry.key());
    byte[] vector = entry.alike().map(alike -> bytes(alike.vector())).orElse(new byte[0]);
    long size = (long) entry.content().length + vector.length;
    Handle handle = each.handle();
    handle.execute("delete from answer where id = ? or expires <= ?", id, now.toEpochMilli());
    if (size > mostBytes) {
      return 0;
    }
    handle
        .createUpdate(
            "insert into answer (id, alike, vector, made, used, expires, hits, pico, size,"
                + " checksum, content) values (:id, :alike, :vector, :now, :now, :expires, 0,"
                + " :pico, :size, :checksum, :content)")
        .bind("id", id)
        .bind("alike", entry.alike().map(alike -> hashed(each, alike.group())).orElse(""))
        .bind("vector", vector)
        .bind("now", now.toEpochMilli())
        .bind("expires", now.plus(entry.ttl()).toEpochMilli())
        .bind("pico", entry.usd().map(Picodollars::of).orElse(0L))
        .bind("size", size)
        .bind("checksum", checksum(entry.content()))
        .bind("content", entry.content())
        .execute();
    evict(handle);
    return 1;
  }

  /// The least recently used go first, until there is room again.
  private void evict(Handle handle) {
    while (bytes(handle) > mostBytes) {
      handle.execute(
          "delete from answer where id in (select id from answer order by used, made limit 8)");
    }
  }

  private static long bytes(Handle handle) {
    return handle.createQuery("select bytes from total").mapTo(Long.class).one();
  }

  @Override
  public void remove(String id) {
    change("delete from answer where id = ?", id);
  }

  @Override
  public Stock stock() {
    if (!content.exists()) {
      return Stock.NOTHING;
    }
    return with(each ->
        each.handle()
            .createQuery(
                "select count(*), coalesce(sum(size), 0), min(made), coalesce(sum(hits), 0),"
                    + " coalesce(sum(hits * (pico / 1000000)), 0),"
                    + " coalesce(sum(hits * (pico % 1000000)), 0) from answer")
            .map((row, context) ->
                new Stock(
                    row.getLong(1),
                    row.getLong(2),
                    NullableColumns.instant(row, 3),
                    row.getLong(4),
                    saved(row.getLong(5), row.getLong(6))))
            .one());
  }

  private static Money saved(long micro, long rest) {
    return Picodollars.money(micro, rest);
  }

  /// Deleted pages are overwritten at once; the file shrinks unless another process uses it.
  @Override
  public long clear() {
    if (!content.exists()) {
      return 0;
    }
    return with(each -> {
      long removed = each.handle().execute("delete from answer");
      content.shrink(each.handle());
      return removed;
    });
  }

  /// Removes what is too old. Called each second by the ledger's writer.
  void tidy() {
    content.tidy("delete from answer where expires <= ?", clock.millis());
  }

  private int change(String sql, Object... values) {
    return with(each -> each.handle().execute(sql, values));
  }

  private <T> T with(Function<Open, T> action) {
    return content.with(handle -> action.apply(new Open(handle, salt(handle))));
  }

  private byte[] salt(Handle handle) {
    byte[] known = salt.orElseGet(() -> ContentFile.salt(handle));
    salt = Optional.of(known);
    return known;
  }

  void close() {
    content.close();
  }

  private static String hashed(Open each, String key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(each.salt(), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(key.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static long checksum(byte[] content) {
    var crc = new CRC32C();
    crc.update(content);
    return crc.getValue();
  }

  private static byte[] bytes(float[] vector) {
    var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  private static float[] floats(byte[] bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }
}
