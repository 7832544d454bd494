package io.signalbox.engine.cli;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.SavedFile;
import io.signalbox.engine.cli.command.ScratchCommand;
import io.signalbox.engine.cli.command.TemporaryHome;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.SimulatedGraph;
import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.store.AppKeys;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficRow;
import io.signalbox.engine.upstream.Script;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `signalbox demo`: the main job from end to end, without key or network.
@Command(
    description =
        "Serves a sample graph on simulated models, sends 120 prompts to it and exports it.")
final class DemoCommand extends ScratchCommand {
  private static final String SAMPLE = "samples/support-desk/support-desk.yaml";
  private static final String DAY = "samples/support-desk/day.jsonl";

  private static final String APP = "signalbox-demo";

  /// A hundredth of the models' own time, so that a day passes in seconds.
  private static final double PACE = 0.01;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description = "The directory for the exports; default: a new temporary directory.")
  private @Nullable Path directory;

  DemoCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    RoutingGraph graph = SimulatedGraph.of(sample());
    engine.simulate(trouble(), PACE);
    engine.prepare();
    List<DemoPrompt> prompts = DemoPrompt.read(resource(DAY));
    Secret key = key(engine);
    Instant began = Instant.now();
    try (Engine.Serving serving = engine.serve(ProxySettings.local(0), List.of(graph))) {
      console.remark(
          "Serving " + graph.name() + " on simulated models at " + serving.address() + "/v1");
      console.remark("Sending a day of " + prompts.size() + " prompts as an app would:");
      new DemoClient(serving.address(), key, console).send(prompts);
    }
    engine.store().ledger().flush();
    var today = TrafficFilter.ALL.since(began);
    var rows = engine.store().ledger().page(today, TrafficFilter.Position.TOP, 10_000);
    var exports = export(engine, sample());
    if (json) {
      console.json(view(rows, exports));
    } else {
      print(rows, exports);
    }
    return rows.size() == prompts.size() ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  /// What goes wrong on this day: the first choice for code is overloaded for a while, the one for
  /// long texts meets its rate limit once.
  private static Script trouble() {
    var answered = new Script.ScriptedOutcome.Answered();
    var overloaded = Script.ScriptedOutcome.Fails.of(FailureClass.OVERLOADED);
    var opus = new ArrayList<Script.ScriptedOutcome>(java.util.Collections.nCopies(8, answered));
    opus.addAll(List.of(overloaded, overloaded, overloaded));
    opus.add(answered);
    return new Script(
        Map.of(
            "opus",
            opus,
            "chat",
            List.of(
                answered,
                answered,
                Script.ScriptedOutcome.Fails.of(FailureClass.RATE_LIMITED),
                answered)));
  }

  private static RoutingGraph sample() {
    return GraphText.read("support-desk.yaml", resource(SAMPLE))
        .graph()
        .orElseThrow(() ->
            new EngineException("the sample is missing in this installation; reinstall Signalbox"));
  }

  private static String resource(String name) {
    try (InputStream in = DemoCommand.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new EngineException(name + " is missing in this installation; reinstall Signalbox");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Secret key(Engine engine) {
    engine.store().apps().revoke(APP);
    return switch (engine.store().apps().add(APP)) {
      case AppKeys.Added.Fresh fresh -> fresh.key();
      case AppKeys.Added.Refused refused -> throw new EngineException(refused.problem().line());
    };
  }

  private Map<String, ConfigExporter.Export> export(Engine engine, RoutingGraph graph) {
    Map<String, Provider> providers =
        engine.plugins().providers().stream().collect(Collectors.toMap(Provider::id, each -> each));
    Path target =
        Optional.ofNullable(directory).orElseGet(() -> TemporaryHome.directory("signalbox-demo"));
    var exports = new LinkedHashMap<String, ConfigExporter.Export>();
    for (ConfigExporter exporter : engine.plugins().exporters()) {
      var export = exporter.export(graph, providers);
      exports.put(exporter.name() + " → " + target.resolve(exporter.id()), export);
      Path own = target.resolve(exporter.id());
      export.files().forEach(file -> SavedFile.write(own.resolve(file.name()), file.text()));
    }
    return exports;
  }

  private void print(List<TrafficRow> rows, Map<String, ConfigExporter.Export> exports) {
    console.line("");
    console.line(
        "%-34s %-10s %9s %12s %12s".formatted("route", "model", "requests", "first token", "cost"));
    for (DemoRoute way : DemoRoute.of(rows)) {
      console.line(way.line());
    }
    long over = rows.stream().filter(row -> row.attempts() > 1).count();
    long failed = rows.stream().filter(row -> row.status() >= 400).count();
    console.line("");
    console.line(
        "%d requests, %s at list prices, %d failed over to another model, %d failed."
            .formatted(rows.size(), total(rows).shown(), over, failed));
    console.line("All models were simulated; nothing was spent.");
    console.line("");
    exports.forEach(this::print);
    console.line("");
    console.line("Next: ./signalbox            opens the workbench");
    console.line(
        "      ./signalbox serve sample-configs/support-desk/support-desk.yaml --simulated");
  }

  private void print(String where, ConfigExporter.Export export) {
    console.line("Exported to " + where + "  (" + FidelityText.counts(export.report()) + ")");
  }

  private static Money total(List<TrafficRow> rows) {
    return rows.stream().flatMap(row -> row.usd().stream()).reduce(Money.ZERO, Money::plus);
  }

  private static Map<String, Object> view(
      List<TrafficRow> rows, Map<String, ConfigExporter.Export> exports) {
    var view = new LinkedHashMap<String, Object>();
    view.put("requests", rows.size());
    view.put("usd", total(rows).plain());
    view.put("failed_over", rows.stream().filter(row -> row.attempts() > 1).count());
    view.put("failed", rows.stream().filter(row -> row.status() >= 400).count());
    view.put("ways", DemoRoute.of(rows).stream().map(DemoRoute::view).toList());
    view.put("exports", List.copyOf(exports.keySet()));
    return view;
  }
}
