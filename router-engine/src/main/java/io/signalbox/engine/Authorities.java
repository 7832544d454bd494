package io.signalbox.engine;

import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.upstream.LiveUpstream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Files of certificates for providers that have their own. Pure.
final class Authorities {
  private Authorities() {}

  /// @param environment the variables, by name
  /// @return a provider's id → its file
  static Map<String, Path> of(Plugins plugins, Function<String, Optional<String>> environment) {
    var files = new HashMap<String, Path>();
    for (Provider provider : plugins.providers()) {
      environment
          .apply(LiveUpstream.authorityVariable(provider.id()))
          .filter(value -> !value.isBlank())
          .ifPresent(value -> files.put(provider.id(), Path.of(value)));
    }
    return files;
  }
}
