package io.signalbox.engine.workspace.config;

import io.signalbox.engine.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;

/// The keys, passwords and tokens of a file by the path at which they were hidden. For one thread,
/// for one text.
final class HiddenTexts {
  private final Map<String, Secret> texts = new LinkedHashMap<>();

  /// A value in whose place only stands that there is one.
  ConfigValue.Scalar hide(String path, int line, String text) {
    String key = text.regionMatches(true, 0, "Bearer ", 0, 7) ? text.substring(7) : text;
    texts.putIfAbsent(path, Secret.of(key.strip()));
    return new ConfigValue.Scalar(path, line, SecretNames.HIDDEN, ConfigValue.ScalarKind.SECRET);
  }

  /// All of them.
  Map<String, Secret> all() {
    return Map.copyOf(texts);
  }
}
