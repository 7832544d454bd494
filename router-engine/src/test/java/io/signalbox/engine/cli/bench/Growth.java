package io.signalbox.engine.cli.bench;

import io.signalbox.engine.store.sqlite.BigDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/**
 * What a request does not touch must cost it nothing: {@code Growth ROUNDS SECONDS TRACES APPS
 * NODES}. Proxies that differ in one thing each answer in turn, warm, over sixteen connections;
 * printed is what each carries beside the one of five nodes, and beside the one with nothing but a
 * model. A size of 0 is left out.
 */
final class Growth {
  private static final int CONNECTIONS = 16;
  private static final int WARM_UPS = 3;
  private static final double WARM_UP_ROUND = 3;

  private final int rounds;
  private final double seconds;
  private final Map<String, SignalboxProcess> proxies = new LinkedHashMap<>();
  private final Map<String, List<Double>> carried = new LinkedHashMap<>();

  private Growth(int rounds, double seconds) {
    this.rounds = rounds;
    this.seconds = seconds;
  }

  public static void main(String... arguments) {
    int[] size = new int[arguments.length];
    for (int i = 0; i < size.length; i++) {
      size[i] = Integer.parseInt(arguments[i]);
    }
    var growth = new Growth(size[0], size[1]);
    try (var upstream = CannedUpstream.start()) {
      growth.start(upstream.port(), size[2], size[3], size[4]);
      growth.measure();
    } finally {
      growth.proxies.values().forEach(SignalboxProcess::close);
    }
  }

  private void start(int upstream, int traces, int apps, int nodes) {
    start("one model", BenchGraphs.chain(upstream, 0), home -> {});
    start("all that can be on", BenchGraphs.full(upstream), home -> {});
    start("5 nodes", BenchGraphs.chain(upstream, 5), home -> {});
    if (nodes > 0) {
      start(nodes + " nodes", BenchGraphs.chain(upstream, nodes), home -> {});
    }
    if (traces > 0) {
      String graph = BenchGraphs.chain(upstream, 5);
      start(traces + " traces", graph, home -> BigDatabase.furnish(home, traces, 0));
    }
    if (apps > 0) {
      String graph = BenchGraphs.chain(upstream, 5);
      start(apps + " apps", graph, home -> BigDatabase.furnish(home, 0, apps));
    }
  }

  private void start(String name, String graph, Consumer<Path> furnish) {
    proxies.put(name, SignalboxProcess.start(graph, furnish));
  }

  private void measure() {
    for (int i = 0; i < WARM_UPS; i++) {
      proxies.keySet().forEach(name -> send(name, WARM_UP_ROUND * seconds));
    }
    for (int round = 0; round < rounds; round++) {
      proxies
          .keySet()
          .forEach(name ->
              carried.computeIfAbsent(name, each -> new ArrayList<>()).add(send(name, seconds)));
    }
    for (String name : proxies.keySet()) {
      System.out.printf(
          "%-20s %7.0f answers/s  %5.2f of 5 nodes  %5.2f of one model%n",
          name, median(name), median(name) / median("5 nodes"), median(name) / median("one model"));
    }
  }

  private double median(String name) {
    return Medians.of(
        carried.getOrDefault(name, List.of()).stream().flatMapToDouble(DoubleStream::of));
  }

  private double send(String name, double time) {
    SignalboxProcess proxy = proxies.get(name);
    return Load.send(proxy.target().port(), proxy.key(), CONNECTIONS, BenchSettings.duration(time))
        .perSecond();
  }
}
