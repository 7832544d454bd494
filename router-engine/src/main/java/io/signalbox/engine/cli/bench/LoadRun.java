package io.signalbox.engine.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Measures answers that are not streamed: how fast they come once everything is warm, and just
/// after a start.
final class LoadRun {
  private static final int MANY = 16;

  private final BenchSettings settings;
  private final Consumer<String> remarks;

  LoadRun(BenchSettings settings, Consumer<String> remarks) {
    this.settings = settings;
    this.remarks = remarks;
  }

  /// What came of it.
  record Outcome(String upstream, Optional<WarmReport> warm, Optional<StartReport> start) {}

  /// @param home a directory for what other programs write
  Outcome run(Path home) {
    Optional<Path> nginx = settings.programs().nginx();
    if (nginx.isEmpty()) {
      try (var upstream = CannedUpstream.start()) {
        return run(home, upstream.port(), "plain sockets");
      }
    }
    try (var upstream = Nginx.answering(nginx.get(), home.resolve("upstream"))) {
      return run(home, upstream.target().port(), "nginx");
    }
  }

  private Outcome run(Path home, int upstream, String name) {
    try (var peers = Peers.start(settings.programs(), home, upstream)) {
      var targets = new ArrayList<Target>();
      targets.add(new Target(Target.DIRECT, upstream));
      peers.running().forEach(each -> targets.add(each.target()));
      List<StartReport.Start> starts = starts(upstream);
      try (var signalbox = SignalboxProcess.start(upstream)) {
        targets.add(signalbox.target());
        starts.add(start(signalbox));
        return outcome(name, targets, signalbox, starts);
      }
    }
  }

  private Outcome outcome(
      String name,
      List<Target> targets,
      SignalboxProcess signalbox,
      List<StartReport.Start> starts) {
    boolean start = settings.measures(BenchPart.START);
    Optional<Load> first = start ? Optional.of(first(signalbox)) : Optional.empty();
    WarmReport warm = warm(measured(targets, signalbox), signalbox.key());
    return new Outcome(
        name,
        settings.measures(BenchPart.WARM) ? Optional.of(warm) : Optional.empty(),
        first.map(each ->
            new StartReport(
                starts,
                settings.firstSeconds(),
                each.perSecond(),
                warm.perSecond(Target.SIGNALBOX))));
  }

  /// The others are of no interest to a start.
  private List<Target> measured(List<Target> targets, SignalboxProcess signalbox) {
    return settings.measures(BenchPart.WARM) ? targets : List.of(signalbox.target());
  }

  /// All starts but the last, whose process goes on; none if starts are not asked for.
  private List<StartReport.Start> starts(int upstream) {
    var starts = new ArrayList<StartReport.Start>();
    if (settings.measures(BenchPart.START)) {
      remarks.accept("Starting Signalbox, " + settings.rounds() + " times.");
      // The client must not be what is slow.
      Load.send(upstream, "", MANY, BenchSettings.duration(settings.seconds()));
      for (int i = 1; i < settings.rounds(); i++) {
        try (var signalbox = SignalboxProcess.start(upstream)) {
          starts.add(start(signalbox));
        }
      }
    }
    return starts;
  }

  private static StartReport.Start start(SignalboxProcess signalbox) {
    Load one = Load.send(signalbox.target().port(), signalbox.key(), 1, Duration.ZERO);
    return new StartReport.Start(signalbox.running().startNanos() / 1e6, one.medianNanos() / 1e6);
  }

  private Load first(SignalboxProcess signalbox) {
    return send(signalbox.target(), signalbox.key(), MANY, settings.firstSeconds());
  }

  private WarmReport warm(List<Target> targets, String key) {
    remarks.accept(
        "Warming up each target with " + MANY + " connections, " + settings.warmUp() + " s each.");
    targets.forEach(each -> send(each, key, MANY, settings.warmUp()));
    return new WarmReport(
        settings,
        settings.measures(BenchPart.WARM) ? loads(targets, key, 1) : Map.of(),
        loads(targets, key, MANY));
  }

  /// All targets alternate in each round, so that what disturbs the machine disturbs all of them.
  private Map<String, List<Load>> loads(List<Target> targets, String key, int connections) {
    var loads = new LinkedHashMap<String, List<Load>>();
    for (int round = 1; round <= settings.rounds(); round++) {
      String many = connections == 1 ? "1 connection" : connections + " connections";
      remarks.accept("Round " + round + " of " + settings.rounds() + ", " + many + ".");
      for (Target each : targets) {
        loads
            .computeIfAbsent(each.name(), name -> new ArrayList<>())
            .add(send(each, key, connections, settings.seconds()));
      }
    }
    return loads;
  }

  private static Load send(Target target, String key, int connections, double seconds) {
    return Load.send(target.port(), key, connections, BenchSettings.duration(seconds));
  }
}
