package io.signalbox.engine.cli.bench;

import io.signalbox.engine.api.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An nginx of our own with two workers.
final class Nginx {
  private Nginx() {}

  /// Answers everything with a canned completion.
  static LocalProcess answering(Path program, Path home) {
    String answer = "default_type application/json; return 200 '" + CannedUpstream.BODY + "';";
    return start(program, home, "", answer);
  }

  /// Passes everything on, streams as they come.
  static LocalProcess passing(Path program, Path home, int upstream) {
    return start(
        program,
        home,
        "upstream canned { server 127.0.0.1:%d; keepalive 64; keepalive_requests 100000000; }"
            .formatted(upstream),
        "proxy_pass http://canned; proxy_http_version 1.1; proxy_set_header Connection '';"
            + " proxy_buffering off;");
  }

  private static LocalProcess start(Path program, Path home, String before, String location) {
    var target = new Target(Target.NGINX, LocalProcess.freePort());
    Path file = home.resolve("nginx.conf");
    try {
      Files.createDirectories(home);
      Files.writeString(file, configuration(home, target.port(), before, location));
    } catch (IOException e) {
      throw new EngineException("nginx's configuration cannot be written: " + e.getMessage());
    }
    var command = List.of(program.toString(), "-p", home.toString(), "-c", file.toString());
    return LocalProcess.start(target, home, command, "", LocalProcess::listens);
  }

  private static String configuration(Path home, int port, String before, String location) {
    return """
    daemon off;
    worker_processes 2;
    worker_rlimit_nofile 20000;
    pid %1$s/nginx.pid;
    error_log %1$s/error.log crit;
    events { worker_connections 8192; }
    http {
      access_log off;
      keepalive_requests 100000000;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      %3$s
      server { listen 127.0.0.1:%2$d backlog=4096; location / { %4$s } }
    }
    """
        .formatted(home, port, before, location);
  }
}
