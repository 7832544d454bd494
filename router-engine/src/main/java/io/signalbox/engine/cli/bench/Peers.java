package io.signalbox.engine.cli.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Other proxies that pass everything on to one upstream.
///
/// @param running in the order in which they are measured
record Peers(List<LocalProcess> running) implements AutoCloseable {

  /// The programs of the others, as far as they are installed.
  record Programs(Optional<Path> nginx, Optional<Path> envoy) {
    /// Those on the path.
    static Programs find(boolean withNginx, boolean withEnvoy) {
      return new Programs(found("nginx", withNginx), found("envoy", withEnvoy));
    }

    private static Optional<Path> found(String program, boolean wanted) {
      String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
      return Pattern.compile(Pattern.quote(File.pathSeparator))
          .splitAsStream(wanted ? path : "")
          .map(directory -> Path.of(directory, program))
          .filter(Files::isRegularFile)
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  /// @param home a directory for what they write
  static Peers start(Programs programs, Path home, int upstream) {
    var peers = new Peers(new ArrayList<>());
    try {
      programs
          .nginx()
          .ifPresent(each -> peers.add(Nginx.passing(each, home.resolve("nginx"), upstream)));
      programs
          .envoy()
          .ifPresent(each -> peers.add(Envoy.passing(each, home.resolve("envoy"), upstream)));
      return peers;
    } catch (RuntimeException e) {
      peers.close();
      throw e;
    }
  }

  private void add(LocalProcess each) {
    running.add(each);
  }

  @Override
  public void close() {
    running.forEach(LocalProcess::close);
  }
}
