package io.signalbox.engine.cli.prove;

import io.signalbox.engine.api.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real gateway that is asked like any: one that was started for the proof, which ends with it,
/// or one that runs already.
final class Gateway implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(180);
  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int MOST_SAID = 1_500;
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+[-.\\w]*");

  private final URI address;
  private final GatewayKind kind;
  private final Optional<Process> process;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private Gateway(URI address, GatewayKind kind, Optional<Process> process) {
    this.address = address;
    this.kind = kind;
    this.process = process;
  }

  /// What it answered.
  ///
  /// @param status 0 if there was no answer
  record Answer(int status, String body) {}

  /// Starts one with the files in a directory and waits until it listens.
  ///
  /// @param environment the keys by the names of their variables
  /// @throws EngineException if it ends or does not listen in time
  static Gateway start(
      GatewayKind kind, Path program, Path directory, int port, Map<String, String> environment) {
    Path said = directory.resolve("gateway.log");
    var command = kind.command(program.toAbsolutePath().toString(), directory, port);
    try {
      var builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      builder.environment().putAll(environment);
      builder.environment().putAll(kind.environment(directory, port));
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-" + kind.program()));
      var gateway = new Gateway(URI.create("http://127.0.0.1:" + port), kind, Optional.of(process));
      if (!gateway.awaited()) {
        gateway.close();
        throw new EngineException(
            kind.program() + " does not start with the exported files: " + lastWords(said));
      }
      kind.afterwards(program.toAbsolutePath())
          .ifPresent(words -> gateway.run(builder.command(words)));
      return gateway;
    } catch (IOException e) {
      throw new EngineException(kind.program() + " cannot be started: " + e.getMessage());
    }
  }

  /// Runs a command to its end.
  private void run(ProcessBuilder command) {
    try {
      Process process =
          command.redirectOutput(ProcessBuilder.Redirect.PIPE).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        close();
        throw new EngineException("What is run after the start fails: " + lastWords(said));
      }
    } catch (IOException e) {
      close();
      throw new EngineException("What is run after the start fails: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new EngineException("The proof was interrupted.");
    }
  }

  /// One that somebody else starts: it is waited for.
  static Gateway at(URI url, GatewayKind kind) {
    var gateway = new Gateway(url, kind, Optional.empty());
    if (!gateway.awaited()) {
      throw new EngineException("Nothing listens at " + url + ".");
    }
    return gateway;
  }

  private boolean awaited() {
    long began = System.nanoTime();
    while (process.map(Process::isAlive).orElse(true)
        && System.nanoTime() - began < PATIENCE_NANOS) {
      if (listens()) {
        return true;
      }
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
    return false;
  }

  private boolean listens() {
    int port = address.getPort() < 0 ? 80 : address.getPort();
    try (var probe = new Socket(address.getHost(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  static int freePort() {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new EngineException("no port is free: " + e.getMessage());
    }
  }

  /// Sends a request and waits for the whole answer.
  Answer ask(ProofRequest request) {
    var asked =
        HttpRequest.newBuilder(address.resolve(kind.path(request.as())))
            .timeout(Duration.ofMinutes(2))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.bytes()));
    request.headers().forEach(asked::header);
    kind.headers().forEach(asked::header);
    try {
      var answer = client.send(asked.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Answer(0, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("The proof was interrupted.");
    }
  }

  /// What a program says of its version; `unknown` if it says none.
  static String version(GatewayKind kind, Path program) {
    return kind.version(program).orElseGet(() -> asked(kind, program));
  }

  private static String asked(GatewayKind kind, Path program) {
    try {
      var words = new ArrayList<>(List.of(program.toString()));
      words.addAll(kind.versionWords());
      var asked = new ProcessBuilder(words).redirectErrorStream(true).start();
      String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher found = VERSION.matcher(said.replaceAll("[0-9a-f]{20,}", ""));
      return found.find() ? found.group() : "unknown";
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String lastWords(String text) {
    return text.substring(Math.max(0, text.length() - MOST_SAID));
  }

  private static String lastWords(Path said) {
    try {
      return lastWords(Files.readString(said).strip());
    } catch (IOException e) {
      return "what it said cannot be read";
    }
  }

  @Override
  public void close() {
    client.close();
    process.ifPresent(Gateway::end);
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
