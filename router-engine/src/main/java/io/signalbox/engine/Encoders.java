package io.signalbox.engine;

import io.signalbox.engine.intent.CachedEncoder;
import io.signalbox.engine.plugin.Encoder;
import io.signalbox.engine.plugin.Plugins;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The encoders of texts that plug-ins bring. All who use one share the vectors of texts that they
/// have in common. Safe for threads.
final class Encoders {
  private final Plugins plugins;
  private final Map<String, CachedEncoder> cached = new ConcurrentHashMap<>();

  Encoders(Plugins plugins) {
    this.plugins = plugins;
  }

  /// What came of opening one.
  sealed interface Opened {
    /// It can be used.
    record Ready(CachedEncoder encoder) implements Opened {}

    /// It cannot.
    ///
    /// @param why for a person
    record Failed(String why) implements Opened {}
  }

  /// Opens an encoder, unless it was opened before. May take a second the first time.
  Opened open(String name) {
    Optional<Encoder> found = plugins.encoder(name);
    if (found.isEmpty()) {
      return new Opened.Failed("the encoder " + name + " is not installed");
    }
    return switch (found.get().open()) {
      case Encoder.Opened.Broken broken -> new Opened.Failed(broken.problem().message());
      case Encoder.Opened.Ready ready ->
          new Opened.Ready(cached.computeIfAbsent(name, any -> new CachedEncoder(ready.encoder())));
    };
  }

  /// What to say of an encoder that threw: it comes from a plug-in.
  static String broken(Throwable thrown) {
    return "the encoder failed: " + thrown.getClass().getSimpleName();
  }
}
