package io.signalbox.engine.cli.prove;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.cli.command.AnyCommand;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.GraphFiles;
import io.signalbox.engine.cli.command.SavedFile;
import io.signalbox.engine.cli.command.TemporaryHome;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.SuiteFile;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `signalbox prove`: an export, tried on the real gateway.
@Command(
    description = {
      "Exports a graph, starts the real gateway and sends it and Signalbox's own router the same"
          + " requests, at the borders of each rule and with failing models; compares which models"
          + " they call, in which order, with what, and the status. No provider is called.",
      "Nothing is installed. The result is stored beside the graph."
    })
public final class ProveCommand extends AnyCommand {
  private static final int MOST = 10_000;

  @Parameters(paramLabel = "GRAPH", description = "The graph file.")
  private Path graph = Path.of("");

  @Option(
      names = "--on",
      paramLabel = "TARGET",
      required = true,
      description =
          "The gateway: nginx, envoy, haproxy, litellm, portkey, ccr, tensorzero or mlflow.")
  private String target = "";

  @Option(
      names = "--engine",
      paramLabel = "PATH",
      description = "The gateway's program (default: the one on the path).")
  private @Nullable Path engine;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A gateway that you start yourself with the files that are written to --files; it must"
              + " reach this machine.")
  private @Nullable URI url;

  @Option(
      names = "--files",
      paramLabel = "DIR",
      description = "Where the exported files go, and stay (default: a temporary directory).")
  private @Nullable Path files;

  @Option(
      names = "--suite",
      paramLabel = "FILE",
      description = "Also send the requests of this suite; may be repeated.")
  private List<Path> suites = new ArrayList<>();

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "150",
      description = "How many requests are made of the graph, 1 to 10000 (default 150).")
  private int count = 150;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of these requests (default 1).")
  private long seed = 1;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also write the result as JUnit XML to this file.")
  private @Nullable Path junit;

  public ProveCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine opened) {
    if (count < 1 || count > MOST) {
      throw new BadInputException("--count must be 1 to " + MOST + ".");
    }
    GatewayKind kind =
        GatewayKind.of(target)
            .orElseThrow(() ->
                new BadInputException(
                    "--on "
                        + target
                        + ": there is no proof for it. Use "
                        + GatewayKind.names()
                        + "."));
    RoutingGraph routed = new GraphFiles(opened).runnable(graph, console);
    try (var home = TemporaryHome.make("signalbox-proof")) {
      Path directory = Optional.ofNullable(files).orElse(home.path()).toAbsolutePath();
      ProofResult result = proved(opened, kind, routed, directory);
      told(result);
      return result.holds() ? ExitCode.FINE : ExitCode.FINDINGS;
    }
  }

  private ProofResult proved(Engine opened, GatewayKind kind, RoutingGraph routed, Path directory) {
    Optional<Path> program = program(kind);
    var ids = List.copyOf(routed.models().keySet());
    Map<String, Provider> providers =
        opened.plugins().providers().stream().collect(Collectors.toMap(Provider::id, each -> each));
    try (var fakes = FakeProviders.start(ids)) {
      var copy = ProofCopy.of(routed, kind, providers, fakes.port());
      ConfigExporter exporter = opened.plugins().exporter(kind.program()).orElseThrow();
      var report = exporter.export(routed, providers).report();
      int port = Gateway.freePort();
      write(exporter.export(copy.graph(), providers), kind, directory, port, fakes.port());
      try (var gateway = gateway(kind, program, directory, port, copy)) {
        var proof = new Proof(opened, routed, report, kind.instructs());
        var caller = kind.caller(opened, routed, directory);
        var decisions = new ArrayList<Decided>();
        for (ProofRequest request : requests(routed, kind.asked(), proof)) {
          decisions.add(proof.decided(request, caller.apply(request), gateway, fakes));
        }
        String version = program.map(each -> Gateway.version(kind, each)).orElse("at " + url);
        return new ProofResult(
            routed.name(), kind.program(), version, Clock.systemUTC().instant(), hash(), decisions);
      }
    }
  }

  private Optional<Path> program(GatewayKind kind) {
    if (url != null) {
      if (files == null) {
        throw new BadInputException("--url needs --files, where the exported files are to go.");
      }
      return Optional.empty();
    }
    Optional<Path> program = Optional.ofNullable(engine).or(kind::found);
    if (program.filter(Files::isExecutable).isEmpty()) {
      throw new BadInputException(
          "%s is not on this machine%s. Install it: %s."
              .formatted(
                  kind.program(), engine == null ? "'s path" : " at " + engine, kind.install()));
    }
    return program;
  }

  private static void write(
      ConfigExporter.Export export, GatewayKind kind, Path directory, int port, int providers) {
    export.files().forEach(file -> SavedFile.write(directory.resolve(file.name()), file.text()));
    try {
      kind.turn(directory, port, providers);
    } catch (IOException e) {
      throw new EngineException("The exported files cannot be changed: " + e.getMessage());
    }
  }

  private Gateway gateway(
      GatewayKind kind, Optional<Path> program, Path directory, int port, ProofCopy copy) {
    if (url == null) {
      console.remark("Starting " + kind.program() + "…");
      return Gateway.start(kind, program.orElseThrow(), directory, port, copy.environment());
    }
    console.remark("Start " + kind.program() + " at " + url + " with the files in " + directory);
    console.remark(
        "and these variables: "
            + copy.environment().entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(" ")));
    return Gateway.at(url, kind);
  }

  private List<ProofRequest> requests(RoutingGraph routed, AskedAs as, Proof proof) {
    var all = new ArrayList<ProofRequest>();
    for (Path suite : suites) {
      read(suite).cases().forEach(each -> all.add(as.of(ProofDraft.of(each).done())));
    }
    var prompts =
        new ProofPrompts(
            routed,
            seed,
            request ->
                proof.predicted(as.of(request)).map(Proof.Predicted::models).orElse(List.of()));
    prompts.made(count).stream().map(as::of).forEach(all::add);
    return all;
  }

  private SuiteFile read(Path file) {
    try {
      SuiteText text = SuiteText.load(file);
      console.problems(text.problems().stream().filter(Problem::isError).toList());
      return text.suite()
          .filter(each -> text.isSound())
          .orElseThrow(() -> new BadInputException(file + " has errors. Fix them to use it."));
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage() + ".");
    }
  }

  private void told(ProofResult result) {
    String stem = String.valueOf(graph.getFileName()).replaceFirst("\\.ya?ml$", "");
    Path stored = graph.resolveSibling(stem + ".proof-" + result.target() + ".json");
    SavedFile.write(stored, result.json());
    Optional.ofNullable(junit).ifPresent(file -> SavedFile.write(file, result.junit()));
    if (json) {
      console.json(result.view());
      return;
    }
    result.decisions().stream()
        .filter(each -> each.verdict() != Decided.Verdict.SAME)
        .forEach(each ->
            console.line((each.verdict() == Decided.Verdict.WRONG ? "WRONG " : "") + each.line()));
    console.line(result.sentence());
    console.line("Stored in " + stored);
  }

  private String hash() {
    try {
      byte[] bytes = GraphFiles.content(graph).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
