package io.signalbox.app.keys;

import io.signalbox.engine.api.KeyPlace;
import io.signalbox.engine.spi.ModelListing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was found on this machine. Immutable.
///
/// @param keys where the key of each provider is, by the provider's id
/// @param troubles why calls do without a provider's key now, by the provider's id
/// @param answers what providers said when they were asked for their models
/// @param asking who is being asked
public record ProviderFindings(
    Map<String, KeyPlace> keys,
    Map<String, String> troubles,
    Map<String, ModelListing> answers,
    Set<String> asking) {
  /// Nothing was looked at.
  public static final ProviderFindings NOTHING =
      new ProviderFindings(Map.of(), Map.of(), Map.of(), Set.of());

  public ProviderFindings {
    keys = Map.copyOf(keys);
    troubles = Map.copyOf(troubles);
    answers = Map.copyOf(answers);
    asking = Set.copyOf(asking);
  }

  /// Where a provider's key is.
  public KeyPlace keyOf(String provider) {
    return keys.getOrDefault(provider, KeyPlace.NOWHERE);
  }

  /// Whether a provider has a key.
  public boolean hasKey(String provider) {
    return keyOf(provider) != KeyPlace.NOWHERE;
  }

  /// Why calls do without a provider's key now; empty if they do not.
  public Optional<String> keyTrouble(String provider) {
    return Optional.ofNullable(troubles.get(provider));
  }

  /// What a provider said; empty if it was not asked.
  public Optional<ModelListing> answerOf(String provider) {
    return Optional.ofNullable(answers.get(provider));
  }

  ProviderFindings withKeys(Map<String, KeyPlace> other, Map<String, String> trouble) {
    return new ProviderFindings(other, trouble, answers, asking);
  }

  ProviderFindings asked(String provider) {
    var more = new HashSet<>(asking);
    more.add(provider);
    return new ProviderFindings(keys, troubles, answers, more);
  }

  ProviderFindings answered(String provider, ModelListing answer) {
    var all = new HashMap<>(answers);
    all.put(provider, answer);
    var fewer = new HashSet<>(asking);
    fewer.remove(provider);
    return new ProviderFindings(keys, troubles, all, fewer);
  }

  ProviderFindings forgot(String provider) {
    var all = new HashMap<>(answers);
    all.remove(provider);
    return new ProviderFindings(keys, troubles, all, asking);
  }
}
