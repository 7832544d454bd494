package io.signalbox.app;

import io.signalbox.app.backend.Installation;
import io.signalbox.engine.Signalbox;
import java.nio.file.Path;
import java.util.List;

/// The whole engine in a home of its own, for tests that need more than one way.
public final class RealEngine implements AutoCloseable {
  private final Signalbox signalbox;

  private RealEngine(Signalbox signalbox) {
    this.signalbox = signalbox;
  }

  /// An engine around an empty directory.
  public static RealEngine at(Path home) {
    return new RealEngine(Signalbox.at(home));
  }

  /// What a session needs of it.
  public Installation installation() {
    return new Installation(signalbox.providers(), signalbox.catalog(), List.of(), signalbox);
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
