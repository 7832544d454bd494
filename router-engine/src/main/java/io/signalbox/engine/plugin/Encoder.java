package io.signalbox.engine.plugin;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.spi.EncoderPlugin;
import io.signalbox.engine.spi.TextEncoder;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// An encoder that was found. It is loaded when it is first needed, and once for all who need it.
/// Safe for threads.
public final class Encoder {
  private final String name;
  private final String title;
  private final EncoderPlugin plugin;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Optional<Opened> opened = Optional.empty();

  Encoder(String name, String title, EncoderPlugin plugin) {
    this.name = name;
    this.title = title;
    this.plugin = plugin;
  }

  /// What came of loading it.
  public sealed interface Opened {
    /// It can be used.
    record Ready(TextEncoder encoder) implements Opened {}

    /// It could not be loaded, and is not tried again.
    ///
    /// @param problem why; it names the plug-in
    record Broken(Problem problem) implements Opened {}
  }

  /// Its id in graphs.
  public String name() {
    return name;
  }

  /// How people call it.
  public String title() {
    return title;
  }

  /// Loads it, unless it was loaded before. May take a second the first time.
  public Opened open() {
    var present = opened;
    return present.isPresent() ? present.get() : openOnce();
  }

  private Opened openOnce() {
    lock.lock();
    try {
      Opened result = opened.orElseGet(this::load);
      opened = Optional.of(result);
      return result;
    } finally {
      lock.unlock();
    }
  }

  private Opened load() {
    try {
      TextEncoder encoder = plugin.open();
      if (encoder.dimensions() < 1) {
        throw new IllegalStateException("its vectors have no length");
      }
      return new Opened.Ready(encoder);
    } catch (RuntimeException | LinkageError broken) {
      return new Opened.Broken(PluginSearch.broken(name, broken));
    }
  }
}
