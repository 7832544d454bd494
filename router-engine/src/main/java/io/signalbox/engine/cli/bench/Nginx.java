package io.signalbox.engine.cli.bench;

import io.signalbox.engine.api.EngineException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// An nginx of our own with two workers, for as long as it is needed.
///
/// @param port on this machine
record Nginx(Process process, int port) implements AutoCloseable {
  private static final int TRIES = 200;
  private static final long BETWEEN_NANOS = 25_000_000L;

  /// The program, if there is one on the path.
  static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path)
        .map(directory -> Path.of(directory, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Answers everything with a canned completion.
  static Nginx answering(Path program, Path home) {
    String answer = "default_type application/json; return 200 '" + CannedUpstream.BODY + "';";
    return start(program, home, "", answer);
  }

  /// Passes everything on.
  static Nginx passing(Path program, Path home, int upstream) {
    return start(
        program,
        home,
        "upstream canned { server 127.0.0.1:%d; keepalive 64; keepalive_requests 100000000; }"
            .formatted(upstream),
        "proxy_pass http://canned; proxy_http_version 1.1; proxy_set_header Connection '';");
  }

  private static Nginx start(Path program, Path home, String before, String location) {
    try {
      Files.createDirectories(home);
      int port = freePort();
      Path file = home.resolve("nginx.conf");
      Files.writeString(file, configuration(home, port, before, location));
      var command = List.of(program.toString(), "-p", home.toString(), "-c", file.toString());
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("said.txt").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-nginx"));
      return new Nginx(process, port).awaited();
    } catch (IOException e) {
      throw new EngineException("nginx cannot be started: " + e.getMessage());
    }
  }

  private static String configuration(Path home, int port, String before, String location) {
    return """
    daemon off;
    worker_processes 2;
    pid %1$s/nginx.pid;
    error_log %1$s/error.log crit;
    events { worker_connections 1024; }
    http {
      access_log off;
      keepalive_requests 100000000;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      %3$s
      server { listen 127.0.0.1:%2$d; location / { %4$s } }
    }
    """
        .formatted(home, port, before, location);
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private Nginx awaited() {
    for (int i = 0; i < TRIES && process.isAlive(); i++) {
      if (answers()) {
        return this;
      }
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
    close();
    throw new EngineException("nginx does not start here; --no-nginx goes on without it");
  }

  private boolean answers() {
    try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
