package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.database.Database;
import io.signalbox.engine.store.database.Schema;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.trace.TraceCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a request's trace costs: as JSON, and in the ledger on the disk. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TraceBenchmark {
  private static final int BATCH = 100;

  private final Trace trace = TraceSample.of("r").trace();
  private final String json = TraceCodec.json(trace);
  private final TraceTable table = new TraceTable();
  private Path home = Path.of("");
  private Handle handle;
  private long next;

  /** Makes a ledger in a temporary directory. */
  @Setup
  public void open() throws IOException {
    home = Files.createTempDirectory("signalbox-trace");
    handle =
        switch (Database.open(home, Schema.TRACES, Instant.now())) {
          case Database.OpenedFile.Usable usable -> usable.database().write();
          case Database.OpenedFile.Unusable unusable ->
              throw new IllegalStateException(unusable.problem().line());
        };
  }

  /** Deletes it. */
  @TearDown
  public void close() throws IOException {
    handle.close();
    try (var all = Files.walk(home)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** To JSON. */
  @Benchmark
  public String write() {
    return TraceCodec.json(trace);
  }

  /** From JSON. */
  @Benchmark
  public Trace read() {
    return TraceCodec.read(json);
  }

  /** Into the ledger, a hundred in a transaction; the time is that of one. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void keep() {
    List<TraceEntry> entries = entries();
    handle.useTransaction(each -> table.insert(each, entries));
  }

  private List<TraceEntry> entries() {
    var entries = new ArrayList<TraceEntry>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      next++;
      Instant at = TraceSample.NOON.plusMillis(next);
      entries.add(TraceEntry.of(TraceSample.of("%012d".formatted(next)).at(at).trace()));
    }
    return entries;
  }
}
