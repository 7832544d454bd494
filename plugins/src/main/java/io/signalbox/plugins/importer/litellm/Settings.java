package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Durations;
import io.signalbox.plugins.importer.GraphDraft;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Settings that LiteLLM takes from two places: `router_settings` wins over the same key in
/// `litellm_settings`. Belongs to one thread.
final class Settings {
  private static final int MOST_RETRIES = 10;
  private static final int USUAL_RETRIES = 2;
  private static final String TWICE =
      "num_retries is not set, so LiteLLM retries a failed call twice; the groups have fallbacks"
          + " with two retries. Set num_retries, or change the fallbacks.";
  private static final String COOLDOWN =
      "No cooldown is set, so LiteLLM leaves a deployment out for 5 seconds after a 429 or more"
          + " than three failures in a minute; Signalbox has circuit breakers with rules of its"
          + " own.";
  private static final Set<String> COOLING =
      Set.of("allowed_fails", "cooldown_time", "allowed_fails_policy", "disable_cooldowns");

  private final ConfigValue root;
  private final GraphDraft draft;

  Settings(ConfigValue root, GraphDraft draft) {
    this.root = root;
    this.draft = draft;
  }

  Optional<ConfigValue> general(String key) {
    return root.at("general_settings", key);
  }

  Optional<ConfigValue> library(String key) {
    return root.at("litellm_settings", key);
  }

  Optional<ConfigValue> router(String key) {
    return root.at("router_settings", key);
  }

  /// The value that counts; the other one is reported.
  Optional<ConfigValue> either(String key) {
    Optional<ConfigValue> router = router(key);
    Optional<ConfigValue> library = library(key);
    if (router.isPresent()) {
      library.ifPresent(each ->
          draft.unsupported(
              each,
              "It has no effect in LiteLLM: router_settings." + key + " is there, too, and wins."));
    }
    return router.or(() -> library);
  }

  boolean isOn(String key) {
    return either(key).flatMap(ConfigValue::asTruth).orElse(false);
  }

  String strategy() {
    return router("routing_strategy").flatMap(ConfigValue::asText).orElse("simple-shuffle");
  }

  /// Retries within a group, as far as a graph can have them; LiteLLM's own where the file says
  /// nothing.
  int retries() {
    return either("num_retries")
        .flatMap(ConfigValue::asNumber)
        .map(each -> each.min(BigDecimal.valueOf(MOST_RETRIES)).max(BigDecimal.ZERO).intValue())
        .orElse(USUAL_RETRIES);
  }

  /// Says what LiteLLM does where the file says nothing.
  void sayWhatIsUsual() {
    if (either("num_retries").flatMap(ConfigValue::asNumber).isEmpty()) {
      draft.throughout(Grade.APPROXIMATE, TWICE);
    }
    boolean cools =
        COOLING.stream().anyMatch(key -> router(key).isPresent() || library(key).isPresent());
    if (!cools) {
      draft.throughout(Grade.APPROXIMATE, COOLDOWN);
    }
  }

  /// The time for one call.
  Optional<Duration> timeout() {
    return router("timeout")
        .or(() -> library("request_timeout"))
        .flatMap(ConfigValue::asNumber)
        .flatMap(Durations::seconds);
  }

  Optional<Duration> streamTimeout() {
    return router("stream_timeout").flatMap(ConfigValue::asNumber).flatMap(Durations::seconds);
  }
}
