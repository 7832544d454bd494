package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.RouteTraffic.GraphPart;
import io.signalbox.engine.store.TrafficInterval;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What requests add to the exits and models of their graphs, minute by minute.
///
/// Example: a fallback's first model fails, its second one answers. The first exit gets one request
/// that failed and went onward, the second exit one request, each model one call; so the node has
/// seen one request and not two.
final class RouteSums {
  private static final long MINUTE = 60_000;
  private static final int SUMS = 4;
  private static final int NO_WAIT = -1;
  private static final String COPIES = "copies";

  private RouteSums() {}

  /// One request over one part of its graph.
  ///
  /// @param waitStep the step of the wait for the first token; -1: none
  /// @param failed whether it failed there
  /// @param onward whether it left the node by another exit afterwards
  /// @param pico picodollars
  record Passage(GraphPart over, int waitStep, boolean failed, boolean onward, long pico) {}

  /// A part of a graph, for one app.
  record Place(String graph, String app, GraphPart over) {}

  /// What sums are kept apart by.
  ///
  /// @param minute since 1970
  record Key(long minute, Place place, int waitStep) {}

  /// The parts that a request went over.
  ///
  /// @param pico what all its calls cost, in picodollars, as far as known
  static List<Passage> of(Trace trace, long pico) {
    var all = new ArrayList<Passage>(2 * trace.steps().size() + 2);
    if (trace.copyOf().isEmpty()) {
      boolean failed = trace.status() >= 400 || !trace.isAnswered();
      int wait = wait(trace.firstTokenMillis());
      all.add(new Passage(new GraphPart.Whole(), wait, failed, false, pico));
    }
    addExits(trace, pico, all);
    for (Trace.Consulted each : trace.consulted()) {
      if (each.attempt().called()) {
        var asked = new GraphPart.Exit(each.node(), "", each.attempt().model());
        all.add(new Passage(asked, NO_WAIT, isFailed(each.attempt()), false, 0));
      }
    }
    trace.allCalls().forEach(call -> all.add(call(call)));
    return List.copyOf(all);
  }

  private static Passage call(Attempt call) {
    long pico = TraceEntry.Bill.of(call, 0).pico().orElse(0L);
    int wait = wait(call.firstTokenMillis());
    return new Passage(new GraphPart.Model(call.model()), wait, isFailed(call), false, pico);
  }

  /// From the last step to the first, so that it is known which exits were left for others.
  private static void addExits(Trace trace, long pico, List<Passage> all) {
    var passed = new HashSet<String>();
    boolean lost = hasFailed(trace);
    for (int i = trace.steps().size() - 1; i >= 0; i--) {
      Step step = trace.steps().get(i);
      boolean onward = !passed.add(step.node());
      boolean failed =
          called(trace, step.to())
              ? isLost(trace, step.to())
              : lost && (onward || !trace.isAnswered());
      var exit = new GraphPart.Exit(step.node(), step.exit(), step.to());
      all.add(new Passage(exit, NO_WAIT, failed, onward, pico));
      if (isCopied(trace, step)) {
        return; // what came before was the request that was copied
      }
    }
  }

  private static boolean hasFailed(Trace trace) {
    for (Attempt each : trace.attempts()) {
      if (isFailed(each)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCopied(Trace trace, Step step) {
    return !trace.copyOf().isEmpty()
        && step.exit().equals(COPIES)
        && trace.id().endsWith("~" + step.node());
  }

  private static boolean called(Trace trace, String model) {
    for (Attempt each : trace.attempts()) {
      if (each.model().equals(model)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a model was tried in vain.
  private static boolean isLost(Trace trace, String model) {
    boolean failed = false;
    for (Attempt each : trace.attempts()) {
      if (each.model().equals(model)) {
        failed |= isFailed(each);
        if (each.outcome() instanceof Outcome.Answered) {
          return false;
        }
      }
    }
    return failed;
  }

  private static boolean isFailed(Attempt call) {
    return call.outcome() instanceof Outcome.Failed;
  }

  private static int wait(OptionalLong millis) {
    return millis.isPresent() ? TrafficInterval.step(Math.max(0, millis.getAsLong())) : NO_WAIT;
  }

  /// What these add to each minute, in four sums: requests, failed, onward, picodollars.
  static Map<Key, long[]> of(List<TraceEntry> entries) {
    var sums = new LinkedHashMap<Key, long[]>();
    for (TraceEntry entry : entries) {
      long minute = minute(entry.at());
      for (Passage each : entry.passages()) {
        var place = new Place(entry.graph(), entry.asked().app(), each.over());
        var key = new Key(minute, place, each.waitStep());
        add(sums.computeIfAbsent(key, one -> new long[SUMS]), each);
      }
    }
    return sums;
  }

  private static void add(long[] sum, Passage each) {
    sum[0]++;
    sum[1] += each.failed() ? 1 : 0;
    sum[2] += each.onward() ? 1 : 0;
    sum[3] += each.pico();
  }

  /// The minute that holds a moment, since 1970.
  static long minute(long millis) {
    return Math.floorDiv(millis, MINUTE);
  }

  /// The first minute that begins at a moment or after it.
  static long minuteFrom(long millis) {
    return Math.ceilDiv(millis, MINUTE);
  }

  /// The columns of a part: node, exit and target.
  static List<String> columns(GraphPart part) {
    return switch (part) {
      case GraphPart.Whole whole -> List.of("", "", "");
      case GraphPart.Exit exit -> List.of(exit.node(), exit.label(), exit.to());
      case GraphPart.Model model -> List.of("", "", model.id());
    };
  }

  /// The part of these columns.
  static GraphPart part(String node, String exit, String target) {
    if (!node.isEmpty()) {
      return new GraphPart.Exit(node, exit, target);
    }
    return target.isEmpty() ? new GraphPart.Whole() : new GraphPart.Model(target);
  }
}
