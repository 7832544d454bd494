package io.signalbox.engine.cli.bench;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.ScratchCommand;
import io.signalbox.engine.cli.command.TemporaryHome;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.workspace.GraphText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `signalbox bench`: the proxy beside nginx, in one run on one machine.
@Command(
    description =
        "Measures the overhead of the proxy: direct to a fixed upstream, through nginx, through"
            + " Signalbox.")
public final class BenchCommand extends ScratchCommand {
  private static final double MOST_SECONDS = 600;
  private static final int MOST_ROUNDS = 100;
  private static final int MANY = 16;

  /// So many times a measurement: what is compiled while it runs is slow at first.
  private static final int WARM_UP = 3;

  private static final String APP = "signalbox-bench";

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "3",
      description = "The duration of each measurement.")
  private double seconds = 3;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "The number of rounds; medians are printed.")
  private int rounds = 3;

  @Option(names = "--no-nginx", description = "Skip nginx even if it is installed.")
  private boolean withoutNginx;

  public BenchCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    if (!(seconds > 0 && seconds <= MOST_SECONDS) || rounds < 1 || rounds > MOST_ROUNDS) {
      throw new BadInputException("--seconds must be above 0 and at most 600, --rounds 1 to 100.");
    }
    Optional<Path> nginx = withoutNginx ? Optional.empty() : Nginx.find();
    BenchReport report = nginx.map(each -> beside(engine, each)).orElseGet(() -> alone(engine));
    if (json) {
      console.json(report.view());
    } else {
      report.lines().forEach(console::line);
    }
    return ExitCode.FINE;
  }

  private BenchReport beside(Engine engine, Path program) {
    try (var files = TemporaryHome.make("signalbox-bench");
        var upstream = Nginx.answering(program, files.path().resolve("upstream"));
        var peer = Nginx.passing(program, files.path().resolve("peer"), upstream.port())) {
      var arms = new LinkedHashMap<String, Integer>();
      arms.put(BenchReport.DIRECT, upstream.port());
      arms.put(BenchReport.NGINX, peer.port());
      return measured(engine, arms, "nginx");
    }
  }

  private BenchReport alone(Engine engine) {
    try (var upstream = CannedUpstream.start()) {
      var arms = new LinkedHashMap<String, Integer>();
      arms.put(BenchReport.DIRECT, upstream.port());
      return measured(engine, arms, "plain sockets");
    }
  }

  private BenchReport measured(Engine engine, Map<String, Integer> ports, String upstream) {
    var graph = graph(ports.getOrDefault(BenchReport.DIRECT, 0));
    var arms = new LinkedHashMap<>(ports);
    String key = key(engine);
    try (Engine.Serving serving = engine.serve(ProxySettings.local(0), List.of(graph))) {
      arms.put(BenchReport.SIGNALBOX, serving.address().getPort());
      console.remark(
          "Warming up each target with " + MANY + " connections, " + warmUp() + " s each.");
      arms.values().forEach(port -> send(port, key, MANY, warmUp()));
      return new BenchReport(
          upstream, seconds, warmUp(), rounds, loads(arms, key, 1), loads(arms, key, MANY));
    }
  }

  private double warmUp() {
    return WARM_UP * seconds;
  }

  private static RoutingGraph graph(int upstream) {
    String text =
        """
        signalbox: 1
        name: Bench
        start: triage
        models:
          canned: { provider: vllm, model: canned, url: "http://127.0.0.1:%d/v1" }
        nodes:
          triage:
            kind: rules
            rules:
              - { when: 'metadata.task == "translate"', to: canned }
              - { when: 'tokens > 8000', to: canned }
              - { when: 'text.matches("(?i)\\\\bsql\\\\b")', to: canned }
            otherwise: canned
        """
            .formatted(upstream);
    return GraphText.read("bench.yaml", text)
        .graph()
        .orElseThrow(() -> new EngineException("the benchmark's graph cannot be read"));
  }

  private static String key(Engine engine) {
    engine.store().apps().revoke(APP);
    return switch (engine.store().apps().add(APP)) {
      case AppKeys.Added.Fresh fresh -> fresh.key().reveal();
      case AppKeys.Added.Refused refused -> throw new EngineException(refused.problem().line());
    };
  }

  /// All targets alternate in each round, so that what disturbs the machine disturbs all of them.
  private Map<String, List<Load>> loads(Map<String, Integer> arms, String key, int connections) {
    var loads = new LinkedHashMap<String, List<Load>>();
    for (int round = 1; round <= rounds; round++) {
      console.remark(
          "Round " + round + " of " + rounds + ", " + BenchReport.connections(connections) + ".");
      arms.forEach((arm, port) ->
          loads
              .computeIfAbsent(arm, each -> new ArrayList<>())
              .add(send(port, key, connections, seconds)));
    }
    return loads;
  }

  private static Load send(int port, String key, int connections, double time) {
    return Load.send(port, key, connections, Duration.ofNanos((long) (time * 1e9)));
  }
}
