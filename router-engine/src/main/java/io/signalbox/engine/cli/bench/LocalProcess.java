package io.signalbox.engine.cli.bench;

import io.signalbox.engine.api.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/// A server of our own on this machine, for as long as it is needed. It ends with this process too.
///
/// @param target where it listens
/// @param startNanos from its start to its first answer
record LocalProcess(Process process, Target target, long startNanos) implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int MOST_SAID = 300;

  /// Starts it and waits until it answers.
  ///
  /// @param home a directory, made here, in which what it says is kept
  /// @param input what it reads from its standard input
  /// @param answers whether the server at a port is ready
  /// @throws EngineException if it ends or does not answer within a minute
  static LocalProcess start(
      Target target, Path home, List<String> command, String input, IntPredicate answers) {
    Path said = home.resolve("said.txt");
    try {
      Files.createDirectories(home);
      long began = System.nanoTime();
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-" + target.name()));
      tell(process, input);
      return awaited(target, process, began, answers)
          .orElseThrow(() ->
              new EngineException(target.name() + " does not start here: " + lastWords(said)));
    } catch (IOException e) {
      throw new EngineException(target.name() + " cannot be started: " + e.getMessage());
    }
  }

  private static void tell(Process process, String input) {
    try (var out = process.outputWriter()) {
      out.write(input);
    } catch (IOException e) {
      // It has ended already; why, is in what it said.
      return;
    }
  }

  private static Optional<LocalProcess> awaited(
      Target target, Process process, long began, IntPredicate answers) {
    while (process.isAlive() && System.nanoTime() - began < PATIENCE_NANOS) {
      if (answers.test(target.port())) {
        return Optional.of(new LocalProcess(process, target, System.nanoTime() - began));
      }
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
    end(process, SOON);
    return Optional.empty();
  }

  private static String lastWords(Path said) {
    try {
      String text = Files.readString(said).strip();
      return text.isEmpty()
          ? "it said nothing"
          : text.substring(0, Math.min(MOST_SAID, text.length()));
    } catch (IOException e) {
      return "what it said cannot be read";
    }
  }

  static int freePort() {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new EngineException("no port is free: " + e.getMessage());
    }
  }

  /// Whether anything accepts connections there.
  static boolean listens(int port) {
    try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    end(SOON);
  }

  /// Asks it to end and waits; after that time it has no choice.
  void end(Duration most) {
    end(process, most);
  }

  private static void end(Process process, Duration most) {
    process.destroy();
    try {
      if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
