package io.signalbox.engine.cli.bench;

import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.cli.command.TemporaryHome;
import io.signalbox.engine.secret.Secret;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Signalbox that was started as this process was, serving one graph of rules from a home of its
/// own, which is gone afterwards.
///
/// @param appKey which opens it
public record SignalboxProcess(LocalProcess running, Secret appKey, TemporaryHome home)
    implements AutoCloseable {
  private static final String MAIN = "io.signalbox.engine.Main";
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int KEY_BYTES = 32;

  /// Options that are for one process alone: another cannot listen for the same debugger, nor write
  /// the same cache.
  private static final List<String> FOR_THIS_ALONE =
      List.of("-agentlib:jdwp", "-Xrunjdwp", "-XX:AOTCacheOutput", "-XX:AOTMode");

  /// Starts one and waits until `/healthz` answers 200.
  ///
  /// @param upstream where its only model is
  static SignalboxProcess start(int upstream) {
    return start(graph(upstream), home -> {});
  }

  /// The same with another graph.
  ///
  /// @param furnish puts into its home what is to be there before it starts
  static SignalboxProcess start(String graphText, Consumer<Path> furnish) {
    var place = TemporaryHome.make("signalbox-bench");
    Path home = place.path().resolve("home");
    furnish.accept(home);
    return start(place, graphText, home, List.of());
  }

  /// The same with a home that stays.
  ///
  /// @param options of its JVM besides this one's; none where an installed image starts it
  /// @throws EngineException if it does not start
  public static SignalboxProcess start(String graphText, Path home, List<String> options) {
    return start(TemporaryHome.make("signalbox-bench"), graphText, home, options);
  }

  private static SignalboxProcess start(
      TemporaryHome place, String graphText, Path home, List<String> options) {
    try {
      Path graph = place.path().resolve("bench.yaml");
      Files.writeString(graph, graphText);
      var target = new Target(Target.SIGNALBOX, LocalProcess.freePort());
      Secret key = newKey();
      var command = new ArrayList<>(program(options));
      command.addAll(List.of("serve", graph.toString(), "--key-file", "-", "--port"));
      command.add(Integer.toString(target.port()));
      command.addAll(List.of("--home", home.toString()));
      String input = "bench=" + key.reveal() + "\n";
      var running =
          LocalProcess.start(target, place.path(), command, input, SignalboxProcess::isHealthy);
      return new SignalboxProcess(running, key, place);
    } catch (IOException e) {
      place.close();
      throw new EngineException("the benchmark's graph cannot be written: " + e.getMessage());
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  Target target() {
    return running.target();
  }

  /// Where it listens.
  public int port() {
    return target().port();
  }

  /// Ends it in order and waits for that, at most so long; then it is ended anyhow.
  public void end(Duration most) {
    running.end(most);
  }

  /// For the header of a request.
  public String key() {
    return appKey.reveal();
  }

  private static Secret newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Secret.of("sb-" + HexFormat.of().formatHex(bytes));
  }

  /// Three rules, one on tokens and one by a pattern, that hold for none of the requests.
  static String graph(int upstream) {
    return """
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
  }

  /// How this process was started: an installed image by its own launcher, which knows the options.
  private static List<String> program(List<String> options) {
    String executable =
        ProcessHandle.current()
            .info()
            .command()
            .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!Path.of(executable).toString().matches(".*[/\\\\]javaw?(\\.exe)?")) {
      return List.of(executable);
    }
    var command = new ArrayList<String>();
    command.add(executable);
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(each -> FOR_THIS_ALONE.stream().noneMatch(each::startsWith))
        .forEach(command::add);
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), MAIN));
    return command;
  }

  /// With that of the loader in which plug-ins are looked for.
  private static String classPath() {
    Stream<String> plugins =
        Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader
            ? Arrays.stream(loader.getURLs()).map(URL::getPath)
            : Stream.of();
    return Stream.concat(Stream.of(System.getProperty("java.class.path")), plugins)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isHealthy(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(BenchRequest.health(port));
      return new MessageReader(socket.getInputStream())
          .next()
          .filter(line -> line.startsWith("HTTP/1.1 200"))
          .isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    running.close();
    home.close();
  }
}
