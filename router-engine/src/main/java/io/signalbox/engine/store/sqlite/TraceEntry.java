package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Picodollars;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.store.TrafficInterval;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.trace.TraceCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What is written of a trace. It is worked out as soon as the trace is there: a text and a few
/// figures wait for the writer and not the whole trace, whose hundred objects each collection of
/// the heap would copy while they wait.
///
/// @param at milliseconds since 1970
/// @param path the ids of the nodes that were passed, with spaces between them
/// @param answered whether the client got a whole answer: a stream that broke has status 200, too
/// @param calls how many calls there were for the answer
/// @param pico what the request cost, in picodollars; empty if unknown
/// @param copy whether it is a copy of a request, which no client asked for
/// @param error the trouble, shortened
/// @param bills one for each call, or one without a model if there was none
/// @param branches the branches of experiments that it took; none of what Signalbox sent itself
/// @param passages the parts of its graph that it went over
/// @param json the whole trace
record TraceEntry(
    String id,
    long at,
    String graph,
    Trace.Asked asked,
    Answerer answerer,
    String path,
    int status,
    boolean answered,
    long millis,
    OptionalLong firstTokenMillis,
    int calls,
    Optional<Long> pico,
    boolean simulated,
    boolean copy,
    String error,
    List<Bill> bills,
    List<BranchSums.Branch> branches,
    List<RouteSums.Passage> passages,
    String json) {
  private static final long QUARTER = Duration.ofMinutes(15).toMillis();
  private static final int LONGEST_ERROR = 500;

  /// Who answered; empty names if nobody did.
  ///
  /// @param model the id of the model
  /// @param provider the provider's id
  /// @param providerModel the provider's name of the model
  record Answerer(String model, String provider, String providerModel) {
    static Answerer of(Optional<Attempt> answer) {
      return answer
          .map(call -> new Answerer(call.model(), call.provider(), call.providerModel()))
          .orElseGet(() -> new Answerer("", "", ""));
    }
  }

  /// What one call adds to the spend. A simulated call costs nothing.
  ///
  /// @param requests 1 for the last call of a client's request, else 0
  /// @param pico picodollars; empty if unknown
  record Bill(
      String model,
      String provider,
      int requests,
      int calls,
      long promptTokens,
      long cachedTokens,
      long completionTokens,
      Optional<Long> pico) {
    static Bill of(Attempt call, int requests) {
      var usd = call.simulated() ? Optional.of(Money.ZERO) : call.cost().total();
      var usage = call.usage().orElse(Usage.of(0, 0));
      return new Bill(
          call.model(),
          call.provider(),
          requests,
          1,
          usage.promptTokens(),
          usage.cachedTokens(),
          usage.completionTokens(),
          usd.map(Picodollars::of));
    }

    static Bill ofNoCall(int requests) {
      return new Bill("", "", requests, 0, 0, 0, 0, Optional.of(0L));
    }
  }

  static TraceEntry of(Trace trace) {
    boolean copy = !trace.copyOf().isEmpty();
    List<Bill> bills = bills(trace, copy ? 0 : 1);
    return new TraceEntry(
        trace.id(),
        trace.at().toEpochMilli(),
        trace.graph(),
        trace.asked(),
        Answerer.of(trace.answer()),
        String.join(" ", trace.path()),
        trace.status(),
        trace.isAnswered(),
        trace.millis(),
        trace.firstTokenMillis(),
        trace.calls().size(),
        trace.cost().map(Picodollars::of),
        isSimulated(trace),
        copy,
        shortened(trace.error()),
        bills,
        isOwn(trace.asked()) ? List.of() : BranchSums.of(trace),
        RouteSums.of(trace, billed(bills)),
        TraceCodec.json(trace));
  }

  private static boolean isSimulated(Trace trace) {
    for (Attempt call : trace.allCalls()) {
      if (call.simulated()) {
        return true;
      }
    }
    return false;
  }

  private static List<Bill> bills(Trace trace, int request) {
    var calls = trace.allCalls();
    var bills = new ArrayList<Bill>(Math.max(1, calls.size()));
    for (int i = 0; i < calls.size(); i++) {
      bills.add(Bill.of(calls.get(i), i == calls.size() - 1 ? request : 0));
    }
    return bills.isEmpty() ? List.of(Bill.ofNoCall(request)) : List.copyOf(bills);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
  }

  /// Whether it is a request of a client, no copy of one and nothing that Signalbox sent itself.
  boolean counts() {
    return !copy && !isOwn(asked);
  }

  private static boolean isOwn(Trace.Asked asked) {
    return asked.app().equals(Client.WORKBENCH);
  }

  boolean failed() {
    return status >= 400 || !answered;
  }

  /// What all its calls cost in picodollars, as far as that is known.
  long billed() {
    return billed(bills);
  }

  private static long billed(List<Bill> bills) {
    long sum = 0;
    for (Bill bill : bills) {
      sum += bill.pico().orElse(0L);
    }
    return sum;
  }

  long promptTokens() {
    long sum = 0;
    for (Bill bill : bills) {
      sum += bill.promptTokens();
    }
    return sum;
  }

  long cachedTokens() {
    long sum = 0;
    for (Bill bill : bills) {
      sum += bill.cachedTokens();
    }
    return sum;
  }

  long completionTokens() {
    long sum = 0;
    for (Bill bill : bills) {
      sum += bill.completionTokens();
    }
    return sum;
  }

  /// Whether there was more than one call for the answer.
  boolean over() {
    return calls > 1;
  }

  /// The step of the wait for the first token; -1 if there was none.
  int waitStep() {
    return firstTokenMillis.isPresent()
        ? TrafficInterval.step(Math.max(0, firstTokenMillis.getAsLong()))
        : -1;
  }

  /// @param pathNumber the number of its path
  TrafficKind kind(long pathNumber) {
    return new TrafficKind(
        graph,
        asked.app(),
        answerer.model(),
        answerer.provider(),
        pathNumber,
        status,
        over(),
        simulated,
        TrafficKind.size(pico.orElse(0L)));
  }

  /// The quarter of an hour that it came in, since 1970. Every time zone is whole quarters from
  /// UTC, so days and hours of all of them are sums of these.
  long quarter() {
    return quarter(at);
  }

  static long quarter(long millis) {
    return Math.floorDiv(millis, QUARTER);
  }

  static long millisOfQuarter(long quarter) {
    return quarter * QUARTER;
  }
}
