package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Picodollars;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/// The spend of the windows that are being asked for, in memory: what the database says, and what
/// waits to be written. Safe for use by many threads.
final class RunningSpend {
  private static final Duration UNUSED = Duration.ofMinutes(2);

  private final ToLongFunction<Span> database;
  private final Map<Span, Figure> figures = new HashMap<>();
  private final Map<String, ArrayDeque<TraceEntry>> waiting = new HashMap<>();

  /// @param database reads the written picodollars of a span
  RunningSpend(ToLongFunction<Span> database) {
    this.database = database;
  }

  /// From a quarter of an hour on.
  record Span(String graph, long quarter) {
    boolean holds(TraceEntry entry) {
      return entry.quarter() >= quarter && entry.graph().equals(graph);
    }
  }

  private static final class Figure {
    private long written;
    private long waiting;
    private long used;
    private boolean doubtful; // made while a batch was perhaps being written
  }

  synchronized Money spent(String graph, Instant since) {
    var span = new Span(graph, TraceEntry.quarter(since.toEpochMilli()));
    var figure = figures.computeIfAbsent(span, this::made);
    figure.used = System.nanoTime();
    return Picodollars.money(figure.written + figure.waiting);
  }

  private Figure made(Span span) {
    var figure = new Figure();
    figure.written = database.applyAsLong(span);
    for (TraceEntry each : waiting.getOrDefault(span.graph(), new ArrayDeque<>())) {
      figure.waiting += span.holds(each) ? each.billed() : 0;
    }
    figure.doubtful = figure.waiting > 0;
    return figure;
  }

  synchronized void recorded(TraceEntry entry) {
    waiting.computeIfAbsent(entry.graph(), graph -> new ArrayDeque<>()).add(entry);
    add(entry, 0, entry.billed());
  }

  /// These are in the database now, or lost.
  synchronized void written(Collection<TraceEntry> entries) {
    for (TraceEntry entry : entries) {
      var graph = waiting.getOrDefault(entry.graph(), new ArrayDeque<>());
      if (graph.removeFirstOccurrence(entry)) {
        add(entry, entry.billed(), -entry.billed());
      }
    }
    figures.forEach((span, figure) -> {
      if (figure.doubtful) {
        read(span, figure);
      }
    });
  }

  /// Reads all figures again, because another process has written. Only for the thread that writes.
  synchronized void refresh() {
    figures.forEach(this::read);
  }

  synchronized void forgetUnused() {
    long now = System.nanoTime();
    figures.values().removeIf(figure -> now - figure.used > UNUSED.toNanos());
  }

  private void read(Span span, Figure figure) {
    figure.written = database.applyAsLong(span);
    figure.doubtful = false;
  }

  private void add(TraceEntry entry, long written, long waits) {
    figures.forEach((span, figure) -> {
      if (span.holds(entry)) {
        figure.written += written;
        figure.waiting += waits;
      }
    });
  }
}
