package io.signalbox.engine.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Measures streams, many at once and nearly alone, and what they cost in memory.
final class StreamRun {
  /// Rounds after which the memory is looked at, besides the last.
  private static final int SOME_ROUNDS = 5;

  private static final int FIRST_REQUESTS = 3;
  private static final int FEW = 20;
  private static final Duration FEW_WITHIN = Duration.ofSeconds(2);
  private static final Duration WITHIN = Duration.ofSeconds(1);

  private final BenchSettings settings;
  private final Consumer<String> remarks;
  private final Map<String, List<StreamRound>> rounds = new LinkedHashMap<>();
  private final Map<String, StreamRound> few = new LinkedHashMap<>();
  private final Map<String, Map<Integer, Long>> memory = new LinkedHashMap<>();

  StreamRun(BenchSettings settings, Consumer<String> remarks) {
    this.settings = settings;
    this.remarks = remarks;
  }

  /// What came of it.
  record Outcome(Optional<StreamReport> streams, Optional<MemoryReport> memory) {}

  /// @param home a directory for what other programs write
  Outcome run(Path home) {
    try (var upstream = CannedUpstream.streaming();
        var peers = Peers.start(settings.programs(), home.resolve("streams"), upstream.port());
        var signalbox = SignalboxProcess.start(upstream.port())) {
      var running = new ArrayList<>(peers.running());
      running.add(signalbox.running());
      var targets = new ArrayList<Target>();
      targets.add(new Target(Target.DIRECT, upstream.port()));
      running.forEach(each -> targets.add(each.target()));
      measure(targets, running, signalbox.key());
    }
    return new Outcome(
        settings.measures(BenchPart.STREAMS)
            ? Optional.of(new StreamReport(settings.streams(), rounds, few))
            : Optional.empty(),
        settings.measures(BenchPart.MEMORY) ? Optional.of(memory()) : Optional.empty());
  }

  private void measure(List<Target> targets, List<LocalProcess> running, String key) {
    for (LocalProcess each : running) {
      for (int i = 0; i < FIRST_REQUESTS; i++) {
        StreamRound.send(each.target().port(), key, 1, Duration.ZERO);
      }
    }
    look(running, 0);
    if (settings.streamRounds() > 0) {
      remarks.accept("Warming up the client with " + settings.streams() + " streams, directly.");
      StreamRound.send(targets.getFirst().port(), key, settings.streams(), WITHIN);
    }
    for (int round = 1; round <= settings.streamRounds(); round++) {
      remarks.accept("Round " + round + " of " + settings.streamRounds() + ", streams.");
      targets.forEach(each ->
          rounds
              .computeIfAbsent(each.name(), name -> new ArrayList<>())
              .add(StreamRound.send(each.port(), key, settings.streams(), WITHIN)));
      if (round == SOME_ROUNDS || round == settings.streamRounds()) {
        look(running, round);
      }
    }
    if (settings.streamRounds() > 0 && settings.measures(BenchPart.STREAMS)) {
      remarks.accept("A few streams, nearly alone.");
      targets.forEach(
          each -> few.put(each.name(), StreamRound.send(each.port(), key, FEW, FEW_WITHIN)));
    }
  }

  private void look(List<LocalProcess> running, int round) {
    for (LocalProcess each : running) {
      ResidentMemory.kilobytes(each.process())
          .ifPresent(kilobytes ->
              memory
                  .computeIfAbsent(each.target().name(), name -> new LinkedHashMap<>())
                  .put(round, kilobytes));
    }
  }

  private MemoryReport memory() {
    return new MemoryReport(settings.streams(), memory, settings.idle(), idle());
  }

  /// In a process of its own: rounds of streams leave room that idle connections would fill unseen.
  private OptionalDouble idle() {
    if (settings.idle() == 0) {
      return OptionalDouble.empty();
    }
    remarks.accept("Opening " + settings.idle() + " connections that stay open.");
    try (var upstream = CannedUpstream.start();
        var signalbox = SignalboxProcess.start(upstream.port())) {
      return IdleConnections.kilobytesEach(
          signalbox, settings.idle(), BenchSettings.duration(settings.seconds()));
    }
  }
}
