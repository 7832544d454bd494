package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphContent;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.exchange.Egress;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.SimulatedGraph;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.AppKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox serve`: the proxy until it is stopped.
@Command(description = "Serves graphs as a proxy for your apps until stopped.")
final class ServeCommand extends AnyCommand {
  private static final String FIRST_APP = "default";
  private static final int LONGEST_DRAIN = 3_600;

  @Parameters(
      paramLabel = "GRAPH",
      arity = "1..*",
      description = "Graph files; clients choose one by its name as the model, default: the first.")
  private List<Path> graphs = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "4141",
      description = "The port (default: ${DEFAULT-VALUE}); 0 uses any free port.")
  private int port = 4141;

  @Mixin private AppKeyOptions given = new AppKeyOptions();

  @Option(names = "--no-keys", description = "Accept requests of this machine without a key.")
  private boolean noKeys;

  @Option(
      names = "--name",
      paramLabel = "HOST",
      description = "Another host name of this proxy; may be repeated.")
  private Set<String> names = Set.of();

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = "A web origin that may use the proxy; may be repeated.")
  private Set<String> origins = Set.of();

  @Option(names = "--simulated", description = "Simulate all models: no key, no network, no cost.")
  private boolean simulated;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "The time in seconds that answers may take after a stop signal, 0 to 3600; a second"
              + " signal ends them at once.")
  private int drain = 10;

  ServeCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    engine.prepare();
    var files = new GraphFiles(engine);
    Map<Path, GraphContent> contents = contents();
    List<RoutingGraph> routed = read(files, contents);
    ProxySettings settings = settings();
    List<Map<String, String>> apps = apps(engine);
    try (Engine.Serving serving = engine.serve(settings, routed)) {
      announce(serving, apps, settings, routed);
      warn(engine, routed);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(engine, serving), "end"));
      StopSignals.listen(serving::hurry);
      new GraphWatch(graphs, contents, now -> swap(engine, files, serving, now)).watch();
      forever();
    }
    return ExitCode.FINE;
  }

  private ProxySettings settings() {
    var settings = ProxySettings.local(port).on(host).allowing(names, origins);
    if (settings.isExposed() && noKeys) {
      throw new BadInputException(
          "--host " + host + " accepts other machines, so keys are required: remove --no-keys.");
    }
    if (drain < 0 || drain > LONGEST_DRAIN) {
      throw new BadInputException("--drain must be 0 to " + LONGEST_DRAIN + " seconds.");
    }
    return settings.keyed(!noKeys).draining(Duration.ofSeconds(drain));
  }

  /// Answers that are in progress come to their end or are ended, and what they cost is kept.
  private static void end(Engine engine, Engine.Serving serving) {
    serving.close();
    engine.store().ledger().flush();
    engine.close();
  }

  private Map<Path, GraphContent> contents() {
    var contents = new LinkedHashMap<Path, GraphContent>();
    graphs.forEach(file -> contents.put(file, new GraphContent.Text(GraphFiles.content(file))));
    return contents;
  }

  private List<RoutingGraph> read(GraphFiles files, Map<Path, GraphContent> contents) {
    var read = new LinkedHashMap<String, RoutingGraph>();
    for (Path file : graphs) {
      RoutingGraph graph =
          files.runnable(file, contents.getOrDefault(file, new GraphContent.Text("")), console);
      if (read.putIfAbsent(graph.name(), simulated ? SimulatedGraph.of(graph) : graph) != null) {
        throw new BadInputException(
            file
                + ": another graph is also named "
                + graph.name()
                + ". Clients choose graphs by name; rename one of them.");
      }
    }
    return List.copyOf(read.values());
  }

  /// Which keys stay here until their owner confirms the servers that the graphs name.
  private void warn(Engine engine, List<RoutingGraph> routed) {
    List<Egress> waiting =
        routed.stream()
            .flatMap(graph -> engine.egress(graph).stream())
            .filter(use -> use.standing() == Egress.Standing.UNCONFIRMED)
            .toList();
    if (waiting.isEmpty()) {
      return;
    }
    console.remark("Keys that are not sent until you confirm the server:");
    var text = new EgressText(givenHome());
    waiting.stream()
        .map(use -> "  " + EgressText.server(use) + ": " + text.command(use))
        .distinct()
        .forEach(console::remark);
  }

  private void swap(
      Engine engine, GraphFiles files, Engine.Serving serving, Map<Path, GraphContent> contents) {
    try {
      List<RoutingGraph> next = read(files, contents);
      serving.swap(next);
      console.remark("Reloaded the graphs. Requests in flight finish on the previous ones.");
      warn(engine, next);
    } catch (BadInputException e) {
      console.remark(e.getMessage() + " The previous graphs stay active.");
    } catch (RuntimeException e) {
      // Whatever it is, it must not end the watching.
      console.remark(
          "The graphs could not be reloaded (" + e + "). The previous graphs stay active.");
    }
  }

  private List<Map<String, String>> apps(Engine engine) {
    Map<String, Secret> keys = given.read(System.getenv(), System.in);
    AppKeys apps = engine.store().apps();
    keys.forEach((name, value) -> give(apps, name, value));
    if (noKeys || !keys.isEmpty() || !apps.list().isEmpty()) {
      return keys.keySet().stream().map(name -> Map.of("name", name)).toList();
    }
    return switch (apps.add(FIRST_APP)) {
      case AppKeys.Added.Fresh fresh ->
          List.of(Map.of("name", FIRST_APP, "key", fresh.key().reveal()));
      case AppKeys.Added.Refused refused -> throw new EngineException(refused.problem().message());
    };
  }

  private static void give(AppKeys apps, String name, Secret key) {
    if (apps.appOf(key).filter(name::equals).isPresent()) {
      return;
    }
    apps.replace(name, key)
        .ifPresent(problem -> {
          throw new BadInputException(problem.message() + " " + problem.fix());
        });
  }

  private void announce(
      Engine.Serving serving,
      List<Map<String, String>> apps,
      ProxySettings settings,
      List<RoutingGraph> routed) {
    List<String> warnings = warnings(serving, settings);
    warnings.forEach(warning -> console.remark("Warning: " + warning));
    if (json) {
      console.json(Map.of("url", serving.address().toString(), "apps", apps, "warnings", warnings));
      return;
    }
    console.line("Serving " + String.join(", ", routed.stream().map(RoutingGraph::name).toList()));
    console.line("  base URL   " + serving.address() + "/v1");
    apps.forEach(app ->
        console.line(
            "  key        "
                + app.getOrDefault("key", "as given")
                + "  (app "
                + app.get("name")
                + ")"));
  }

  private List<String> warnings(Engine.Serving serving, ProxySettings settings) {
    if (!settings.isExposed()) {
      return List.of();
    }
    return List.of(
        "other machines can reach this proxy at "
            + host
            + ":"
            + serving.address().getPort()
            + "; every app with a key can spend money on your provider keys."
            + " Clients that use another host name need --name HOST.");
  }

  private static void forever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
