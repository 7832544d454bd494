package io.signalbox.engine.cli.bench;

/**
 * A proxy under load for a profiler: {@code LoadedProxy WARM_UP SECONDS GRAPH}, of which the graph
 * is {@code usual}, {@code model} or {@code full}. Once it is warm, its process id is printed, and
 * the load goes on for so many seconds.
 */
final class LoadedProxy {
  private static final int CONNECTIONS = 16;

  private LoadedProxy() {}

  public static void main(String... arguments) {
    double warmUp = Double.parseDouble(arguments[0]);
    double seconds = Double.parseDouble(arguments[1]);
    try (var upstream = CannedUpstream.start();
        var signalbox = start(arguments[2], upstream.port())) {
      send(signalbox, warmUp);
      System.out.println(signalbox.running().process().pid());
      System.err.printf("%.0f answers a second%n", send(signalbox, seconds).perSecond());
    }
  }

  private static SignalboxProcess start(String graph, int upstream) {
    return switch (graph) {
      case "usual" -> SignalboxProcess.start(upstream);
      case "model" -> SignalboxProcess.start(BenchGraphs.chain(upstream, 0), home -> {});
      case "full" -> SignalboxProcess.start(BenchGraphs.full(upstream), home -> {});
      default -> throw new IllegalArgumentException("no graph " + graph);
    };
  }

  private static Load send(SignalboxProcess signalbox, double seconds) {
    return Load.send(
        signalbox.target().port(), signalbox.key(), CONNECTIONS, BenchSettings.duration(seconds));
  }
}
