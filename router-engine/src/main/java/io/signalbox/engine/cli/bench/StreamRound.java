package io.signalbox.engine.cli.bench;

import io.signalbox.engine.api.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/// What came of many streams, each over a connection of its own. Times in milliseconds, from the
/// moment when the connection was to be opened; not a number if all were lost.
///
/// @param firstMedian to the first event
/// @param whole to the end, the median
/// @param lost those that broke off or lacked an event
record StreamRound(double firstMedian, double firstP99, double whole, int lost) {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final double P99 = 0.99;

  /// One stream, in milliseconds.
  private record Times(double first, double whole) {}

  /// Begins streams at equal distances and waits for their ends.
  ///
  /// @param port on this machine
  /// @param key an app's
  /// @param count of streams
  /// @param within from the first beginning to the last
  static StreamRound send(int port, String key, int count, Duration within) {
    byte[] request = BenchRequest.streamed(port, key);
    long began = System.nanoTime();
    var all = new ArrayList<Future<Optional<Times>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        long begin = began + within.toNanos() * i / count;
        all.add(threads.submit(() -> stream(port, request, begin)));
      }
      return of(all);
    } catch (ExecutionException e) {
      throw new EngineException("the run broke off: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("the run was interrupted");
    }
  }

  private static StreamRound of(List<Future<Optional<Times>>> all)
      throws ExecutionException, InterruptedException {
    var times = new ArrayList<Times>();
    for (var each : all) {
      each.get().ifPresent(times::add);
    }
    return new StreamRound(
        Medians.of(times.stream().mapToDouble(Times::first)),
        Medians.percentile(times.stream().mapToDouble(Times::first), P99),
        Medians.of(times.stream().mapToDouble(Times::whole)),
        all.size() - times.size());
  }

  /// Empty if it was lost.
  private static Optional<Times> stream(int port, byte[] request, long begin) {
    for (long left = begin - System.nanoTime(); left > 0; left = begin - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    long began = System.nanoTime();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request);
      long first = new StreamReader(socket.getInputStream()).read();
      return Optional.of(new Times((first - began) / 1e6, (System.nanoTime() - began) / 1e6));
    } catch (IOException e) {
      // The proxy refused, cut or garbled it: that is what is counted.
      return Optional.empty();
    }
  }

  /// The median over rounds, the sum of what was lost.
  static StreamRound middle(List<StreamRound> rounds) {
    return new StreamRound(
        median(rounds, StreamRound::firstMedian),
        median(rounds, StreamRound::firstP99),
        median(rounds, StreamRound::whole),
        rounds.stream().mapToInt(StreamRound::lost).sum());
  }

  private static double median(List<StreamRound> rounds, ToDoubleFunction<StreamRound> value) {
    return Medians.of(rounds.stream().mapToDouble(value));
  }

  Map<String, Object> view() {
    var view = new LinkedHashMap<String, Object>();
    Medians.rounded(firstMedian, 100).ifPresent(each -> view.put("first_median_ms", each));
    Medians.rounded(firstP99, 100).ifPresent(each -> view.put("first_p99_ms", each));
    Medians.rounded(whole, 100).ifPresent(each -> view.put("whole_median_ms", each));
    view.put("lost", lost);
    return view;
  }
}
