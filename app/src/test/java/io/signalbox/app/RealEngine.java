package io.signalbox.app;

import io.signalbox.app.backend.Surroundings;
import io.signalbox.engine.Signalbox;
import java.nio.file.Path;
import java.util.List;

/// The whole engine in a home of its own, for tests that need more than one way.
public final class RealEngine implements AutoCloseable {
  private final Path home;
  private final Signalbox signalbox;

  private RealEngine(Path home, Signalbox signalbox) {
    this.home = home;
    this.signalbox = signalbox;
  }

  /// An engine around an empty directory.
  public static RealEngine at(Path home) {
    return new RealEngine(home, Signalbox.at(home));
  }

  /// What a session needs of it.
  public Surroundings surroundings() {
    var plugins = signalbox.plugins();
    return new Surroundings(
        plugins.providers(), plugins.catalog(), List.of(), new LocalEngine(home, signalbox));
  }

  /// What it keeps.
  public io.signalbox.engine.store.Store store() {
    return signalbox.store();
  }

  @Override
  public void close() {
    signalbox.close();
  }
}
