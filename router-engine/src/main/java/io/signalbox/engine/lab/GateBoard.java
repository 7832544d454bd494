package io.signalbox.engine.lab;

import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.home.HomeLock;
import io.signalbox.engine.home.SafeFile;
import io.signalbox.engine.route.gate.GateResult;
import io.signalbox.engine.route.gate.GateSource;
import io.signalbox.engine.route.gate.GateState;
import io.signalbox.engine.route.gate.GateVerdict;
import io.signalbox.engine.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// The results of gates, kept in a home. Files are looked at again once a second at most, so that a
/// run in another program counts at once. Safe for threads.
public final class GateBoard {
  private static final System.Logger LOG = System.getLogger(GateBoard.class.getName());
  private static final String FILE = "gates.json";
  private static final int MOST_FILES = 100;

  private final Path home;
  private final InstantSource clock;
  private final WatchedFile<GateFile> results;
  private final Map<Path, WatchedFile<String>> learned = new ConcurrentHashMap<>();

  /// @param home need not exist
  public GateBoard(Path home, InstantSource clock) {
    this.home = home;
    this.clock = clock;
    this.results = new WatchedFile<>(home.resolve(FILE), GateBoard::read);
  }

  private static GateFile read(Path file) {
    GateFile read = GateFile.read(file);
    read.trouble().ifPresent(why -> LOG.log(System.Logger.Level.WARNING, told(file, why)));
    return read;
  }

  private static String told(Path file, String why) {
    return "The results of gates in " + file + " cannot be read, so all are closed: " + why;
  }

  /// What is known of a gate.
  ///
  /// @param graph in force
  public GateSource source(GateNode gate, RoutingGraph graph) {
    return source(gate, graph, new HashMap<>());
  }

  /// Of gates in a row each is looked at once, though all before it depend on it.
  ///
  /// @param known those of the graph that were met before, by their ids
  private GateSource source(GateNode gate, RoutingGraph graph, Map<String, GateSource> known) {
    GateSource met = known.get(gate.id());
    if (met != null) {
      return met;
    }
    GateSource made = new SourceAtMoment(source(gate, graph, branch(gate, graph, known)));
    known.put(gate.id(), made);
    return made;
  }

  private GateSource source(GateNode gate, RoutingGraph graph, GateBranch branch) {
    var key = new GateFile.Gate(graph.name(), gate.id());
    Optional<Path> file = GateSuite.file(gate, graph);
    if (file.isEmpty()) {
      return now -> new GateState.Unmeasured("its suite is not in the directory of the graph");
    }
    var suite = new WatchedFile<>(file.get(), path -> GateSuite.load(gate, graph));
    return now -> state(results.get(now), key, suite.get(now), branch.fingerprint(now));
  }

  /// The same for a graph that is served, whose nodes learn from their files once: a gate before a
  /// file that has changed since is closed, whatever was measured.
  ///
  /// @param graph in force
  public GateSource served(GateNode gate, RoutingGraph graph) {
    GateBranch branch = branch(gate, graph, new HashMap<>());
    GateSource source = source(gate, graph);
    var learnedFrom = new AtomicReference<>(Optional.<String>empty());
    return now -> {
      String files = branch.files(now);
      learnedFrom.compareAndSet(Optional.empty(), Optional.of(files));
      return learnedFrom.get().filter(files::equals).isPresent()
          ? source.at(now)
          : new GateState.Unmeasured("a file behind it has changed since the graph was loaded");
    };
  }

  /// A fingerprint of what a gate leads to now.
  ///
  /// @param graph in force
  String fingerprint(GateNode gate, RoutingGraph graph) {
    return branch(gate, graph, new HashMap<>()).fingerprint(now());
  }

  private GateBranch branch(GateNode gate, RoutingGraph graph, Map<String, GateSource> known) {
    return GateBranch.of(gate, graph, this::watched, further -> source(further, graph, known));
  }

  /// Files may be large: what they hold is not looked at anew for each graph.
  private WatchedFile<String> watched(Path file) {
    if (learned.size() >= MOST_FILES) {
      learned.clear();
    }
    return learned.computeIfAbsent(file, each -> new WatchedFile<>(each, Fingerprints::of));
  }

  private static GateState state(
      GateFile kept, GateFile.Gate gate, GateSuite suite, String branch) {
    if (kept.trouble().isPresent()) {
      return new GateState.Unmeasured("the results cannot be read: " + kept.trouble().get());
    }
    GateResult result = kept.results().get(gate);
    return result == null
        ? new GateState.NeverRun()
        : switch (suite) {
          case GateSuite.Failed failed ->
              new GateState.Unmeasured("its suite cannot be used: " + failed.why());
          case GateSuite.Ready ready -> new GateState.Measured(result, ready.fingerprint(), branch);
        };
  }

  /// The moment that results are dated by.
  public Instant now() {
    return clock.instant();
  }

  /// Whether a gate is open now, and why.
  ///
  /// @param graph in force
  public GateVerdict verdict(GateNode gate, RoutingGraph graph) {
    var now = clock.instant();
    return GateVerdict.of(gate, source(gate, graph).at(now), now);
  }

  /// Keeps a result in place of an earlier one.
  ///
  /// @throws IOException if the disk does not take it
  public void keep(RoutingGraph graph, GateNode gate, GateResult result) throws IOException {
    Path file = home.resolve(FILE);
    OwnerOnly.directory(home);
    try (var _ = HomeLock.take(home.resolve("lock"))) {
      GateFile old = GateFile.read(file);
      if (old.trouble().isPresent()) {
        Path aside = SafeFile.setAside(file, result.at());
        LOG.log(System.Logger.Level.WARNING, file + " was damaged and is now " + aside);
      }
      GateFile kept = old.with(new GateFile.Gate(graph.name(), gate.id()), result);
      SafeFile.write(file, kept.bytes());
    }
    results.forget();
  }
}
