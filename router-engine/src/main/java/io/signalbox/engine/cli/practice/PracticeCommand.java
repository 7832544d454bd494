package io.signalbox.engine.cli.practice;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.cli.bench.LocalServer;
import io.signalbox.engine.cli.bench.MessageReader;
import io.signalbox.engine.cli.bench.SignalboxProcess;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.cli.command.Console;
import io.signalbox.engine.cli.command.ExitCode;
import io.signalbox.engine.cli.command.ScratchCommand;
import io.signalbox.engine.upstream.LiveUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `signalbox practice`: thousands of requests through a `serve` of its own, whole and streamed, in
/// all shapes of API, to providers on this machine, with TLS where `keytool` is. The launcher runs
/// it once with `--cache`, so that the JVM's cache knows the classes and profiles of a proxy at
/// work, from its first line to its last: of the process that serves, and of nothing else.
@Command(
    hidden = true,
    description =
        "Sends thousands of requests through a local proxy, to train the launcher's cache.")
public final class PracticeCommand extends ScratchCommand {
  /// The environment's variable with any key, for providers that want one.
  private static final String KEY = "SIGNALBOX_PRACTICE_KEY";

  private static final String TLS_PROVIDER = "vllm";
  private static final int CONNECTIONS = 16;
  private static final int MOST_REQUESTS = 1_000_000;
  private static final int PATIENCE_MILLIS = 30_000;

  /// A slow machine takes a minute to put a cache together.
  private static final Duration WRITING = Duration.ofMinutes(5);

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "8000",
      description = "How many requests to send.")
  private int requests = 8_000;

  @Option(
      names = "--cache",
      paramLabel = "FILE",
      description = "Where the proxy's JVM writes its cache when it ends.")
  private @Nullable Path cache;

  public PracticeCommand(Engine.Opening opening, Console console) {
    super(opening, console);
  }

  @Override
  public int run(Engine engine) {
    if (requests < 1 || requests > MOST_REQUESTS) {
      throw new BadInputException("--requests must be 1 to 1000000.");
    }
    Optional<SSLContext> tls = tls(engine.home());
    try (var plain = provider(ServerSocketFactory.getDefault());
        var secure =
            provider(
                tls.<ServerSocketFactory>map(SSLContext::getServerSocketFactory)
                    .orElseGet(ServerSocketFactory::getDefault))) {
      practice(engine, new PracticeGraph(plain.port(), secure.port(), tls.isPresent()));
    }
    if (json) {
      console.json(Map.of("requests", requests));
    }
    return ExitCode.FINE;
  }

  private static LocalServer provider(ServerSocketFactory sockets) {
    return LocalServer.start(sockets, (request, out) -> out.write(Answers.to(request)));
  }

  /// With a certificate that the provider of the graph's TLS models trusts.
  private static Optional<SSLContext> tls(Path home) {
    return Optional.ofNullable(System.getenv(LiveUpstream.authorityVariable(TLS_PROVIDER)))
        .flatMap(pem -> Certificate.make(home, Path.of(pem)));
  }

  private void practice(Engine engine, PracticeGraph graph) {
    engine.store().bindings().allow(KEY, graph.plainOrigin());
    try (var serving = SignalboxProcess.start(graph.text(KEY), engine.home(), options())) {
      send(serving.port(), Requests.all(serving.port(), serving.key(), graph.targets()));
      serving.end(WRITING);
    }
  }

  private List<String> options() {
    return cache == null
        ? List.of()
        : List.of("-XX:AOTCacheOutput=" + cache.toAbsolutePath(), "-Xlog:disable");
  }

  private void send(int port, List<byte[]> kinds) {
    var next = new AtomicInteger();
    Callable<Integer> connection = () -> connection(port, kinds, next);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<>(threads.invokeAll(Collections.nCopies(CONNECTIONS, connection)));
      for (var each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new EngineException("practice broke off: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whatever the answers say: a refusal is practice, too.
  private int connection(int port, List<byte[]> kinds, AtomicInteger next) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      var answers = new MessageReader(socket.getInputStream());
      int done = 0;
      for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
        socket.getOutputStream().write(kinds.get(i % kinds.size()));
        if (answers.next().isEmpty()) {
          return done;
        }
        done++;
      }
      return done;
    }
  }
}
