package io.signalbox.engine.store;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.trace.Trace;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What happened: one entry a request, and the spend that follows from them. It never holds a
/// prompt or an answer. Safe for use by many threads.
public interface Ledger {
  /// What spend is grouped by.
  enum SpendBy {
    APP,
    MODEL,
    PROVIDER,
    GRAPH,
    DAY
  }

  /// Keeps a trace. It returns at once and is on the disk within a second; if the disk does not
  /// keep up for long, the trace is lost and counted in [#lost()].
  void record(Trace trace);

  /// Waits until all that was recorded before is written.
  ///
  /// @return whether it is, within ten seconds
  boolean flush();

  /// How many traces could not be kept since the home was opened.
  long lost();

  /// Traffic, the newest first.
  ///
  /// @param below only what stands below this place; [TrafficFilter.Position#TOP] for the first
  ///   page
  /// @param limit at most so many, 1 to 10000
  List<TrafficRow> page(TrafficFilter filter, TrafficFilter.Position below, int limit);

  /// Traffic in the order in which it was written, for those who follow it: what came after a
  /// number.
  ///
  /// @param number the last one that was seen; [#newest()] to begin with what comes next
  /// @param limit at most so many, 1 to 10000
  List<TrafficRow> after(long number, TrafficFilter filter, int limit);

  /// The newest number; 0 if there is none.
  long newest();

  /// By what the recorded requests can be distinguished.
  Facets facets();

  /// What happened in each minute or hour, those without a request left out.
  ///
  /// @param from taken to the beginning of its minute or hour
  /// @param to before it
  List<TrafficInterval> pulses(TrafficInterval.Grain grain, Instant from, Instant to);

  /// What went over each part of a graph, for each app, over whole minutes. What the graph's
  /// requests did is added up when they are written, so it costs a few milliseconds, whatever the
  /// traffic. Requests of versions that did not add up yet are left out.
  ///
  /// @param graph the graph's name
  /// @param from taken to the beginning of its minute
  /// @param to before it, taken to the end of its minute
  List<RouteTraffic> routes(String graph, Instant from, Instant to);

  /// Everything about one request; empty if it is not kept.
  Optional<Trace> trace(String requestId);

  /// The ids of kept requests that begin with a text, in the order of their letters.
  ///
  /// @param limit at most so many, 1 to 10000
  List<String> ids(String beginning, int limit);

  /// Spend from one moment to before another, the highest first; days in their order. Moments are
  /// taken to whole quarters of an hour.
  List<SpendRow> spend(SpendBy by, Instant from, Instant to, ZoneId zone);

  /// The completion tokens that of a model's last 200 answers in a graph 99 in a hundred did not
  /// exceed; empty if fewer than 20 are kept. It costs microseconds after the first time.
  ///
  /// @param model the model's id in the graph
  OptionalLong likelyCompletion(String graph, String model);

  /// How many of the requests that this process recorded came in the minute before a moment, to the
  /// second. Counted in memory: whatever the traffic, no row is read.
  long requestsInMinuteTo(Instant moment);

  /// What a graph has spent since a window began, with what this process has not written yet and
  /// what others wrote up to a second ago. It costs microseconds after the first time.
  Money spent(String graph, Instant since);
}
