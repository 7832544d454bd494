package io.signalbox.plugins.importer.portkey;

import io.signalbox.engine.workspace.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What targets take from those above them: a child's settings replace its parent's, its parameters
/// are added to them. Immutable.
record Inherited(
    Optional<ConfigValue> retry,
    Optional<ConfigValue> timeout,
    Optional<ConfigValue> host,
    Map<String, ConfigValue> params) {
  static final Inherited NOTHING =
      new Inherited(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

  Inherited within(ConfigValue target) {
    var all = new LinkedHashMap<>(params);
    all.putAll(params(target));
    return new Inherited(
        target.get("retry").or(this::retry),
        target.get("request_timeout").or(this::timeout),
        target.get("custom_host").or(this::host),
        all);
  }

  private static Map<String, ConfigValue> params(ConfigValue target) {
    return target
        .get("override_params")
        .or(() -> target.get("overrideParams"))
        .map(ConfigValue::map)
        .orElse(new LinkedHashMap<>());
  }
}
