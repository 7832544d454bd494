package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.store.TrafficInterval;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// A trace and what it adds to the spend.
///
/// @param trace the trace
/// @param bills one for each call, or one without a model if there was none
record TraceEntry(Trace trace, List<Bill> bills) {
  private static final long QUARTER = Duration.ofMinutes(15).toMillis();

  /// What one call adds to the spend. A simulated call costs nothing.
  record Bill(
      String model, String provider, int requests, int calls, Usage usage, Optional<Money> usd) {
    long pico() {
      return usd.map(Picodollars::of).orElse(0L);
    }
  }

  static TraceEntry of(Trace trace) {
    var calls = trace.allCalls();
    int request = counts(trace) ? 1 : 0;
    List<Bill> bills = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      bills.add(bill(calls.get(i), i == calls.size() - 1 ? request : 0));
    }
    if (bills.isEmpty()) {
      bills.add(new Bill("", "", request, 0, Usage.of(0, 0), Optional.of(Money.ZERO)));
    }
    return new TraceEntry(trace, List.copyOf(bills));
  }

  private static Bill bill(Attempt call, int requests) {
    var usd = call.simulated() ? Optional.of(Money.ZERO) : call.cost().total();
    var usage = call.usage().orElse(Usage.of(0, 0));
    return new Bill(call.model(), call.provider(), requests, 1, usage, usd);
  }

  /// Whether it is a request of a client, and no copy of one.
  boolean counts() {
    return counts(trace);
  }

  private static boolean counts(Trace trace) {
    return trace.copyOf().isEmpty();
  }

  /// Whether the client got no whole answer: a stream that broke has status 200, too.
  boolean failed() {
    return trace.status() >= 400 || !trace.isAnswered();
  }

  long pico() {
    return sum(Bill::pico);
  }

  long promptTokens() {
    return sum(bill -> bill.usage().promptTokens());
  }

  long completionTokens() {
    return sum(bill -> bill.usage().completionTokens());
  }

  private long sum(ToLongFunction<Bill> what) {
    long sum = 0;
    for (Bill bill : bills) {
      sum += what.applyAsLong(bill);
    }
    return sum;
  }

  long cachedTokens() {
    return sum(bill -> bill.usage().cachedTokens());
  }

  /// Whether there was more than one call for the answer.
  boolean over() {
    return trace.calls().size() > 1;
  }

  /// The step of the wait for the first token; -1 if there was none.
  int waitStep() {
    var first = trace.firstTokenMillis();
    return first.isPresent() ? TrafficInterval.step(Math.max(0, first.getAsLong())) : -1;
  }

  /// @param path the number of its path
  TrafficKind kind(long path) {
    var answer = trace.answer();
    return new TrafficKind(
        trace.graph(),
        trace.asked().app(),
        answer.map(Attempt::model).orElse(""),
        answer.map(Attempt::provider).orElse(""),
        path,
        trace.status(),
        over(),
        simulated(),
        TrafficKind.size(trace.cost().map(Picodollars::of).orElse(0L)));
  }

  boolean simulated() {
    return trace.allCalls().stream().anyMatch(Attempt::simulated);
  }

  /// The quarter of an hour that it came in, since 1970. Every time zone is whole quarters from
  /// UTC, so days and hours of all of them are sums of these.
  long quarter() {
    return quarter(trace.at().toEpochMilli());
  }

  static long quarter(long millis) {
    return Math.floorDiv(millis, QUARTER);
  }

  static long millisOfQuarter(long quarter) {
    return quarter * QUARTER;
  }
}
