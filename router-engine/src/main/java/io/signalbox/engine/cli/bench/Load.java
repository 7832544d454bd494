package io.signalbox.engine.cli.bench;

import io.signalbox.engine.api.EngineException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/// What came of sending one request again and again over connections that stay open, each of them
/// waiting for its answer before it goes on.
///
/// @param perSecond answers a second
/// @param medianNanos half of the answers came sooner
record Load(double perSecond, long medianNanos) {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int FIRST_ROOM = 1 << 14;

  /// @param port on this machine
  /// @param key an app's
  /// @param connections how many at once, each on a virtual thread of its own
  /// @throws EngineException if there is another answer than 200, or none
  static Load send(int port, String key, int connections, Duration time) {
    byte[] request = BenchRequest.whole(port, key);
    long began = System.nanoTime();
    long end = began + time.toNanos();
    Callable<long[]> one = () -> connection(port, request, end);
    var waits = new ArrayList<long[]>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(Collections.nCopies(connections, one))) {
        waits.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new EngineException("the run broke off: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("the run was interrupted");
    }
    return of(waits, System.nanoTime() - began);
  }

  private static Load of(List<long[]> waits, long nanos) {
    long[] sorted = waits.stream().flatMapToLong(LongStream::of).sorted().toArray();
    return new Load(sorted.length * 1e9 / nanos, sorted[sorted.length / 2]);
  }

  private static long[] connection(int port, byte[] request, long end) throws IOException {
    long[] waits = new long[FIRST_ROOM];
    int count = 0;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      var answers = new MessageReader(socket.getInputStream());
      long now = System.nanoTime();
      do {
        out.write(request);
        expect(answers.next());
        long then = System.nanoTime();
        waits = count == waits.length ? Arrays.copyOf(waits, count * 2) : waits;
        waits[count++] = then - now;
        now = then;
      } while (now < end);
    }
    return Arrays.copyOf(waits, count);
  }

  /// @param line the first of an answer; empty at the end of the connection
  static void expect(Optional<String> line) throws IOException {
    if (!line.filter(each -> each.startsWith("HTTP/1.1 200")).isPresent()) {
      throw new IOException("got " + line.orElse("the end of the connection"));
    }
  }
}
