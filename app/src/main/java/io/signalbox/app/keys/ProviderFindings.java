package io.signalbox.app.keys;

import io.signalbox.engine.Discovery;
import io.signalbox.engine.upstream.Listing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was found on this machine. Immutable.
///
/// @param keys where the key of each provider is, by the provider's id
/// @param answers what providers said when they were asked for their models
/// @param asking who is being asked
public record ProviderFindings(
    Map<String, Discovery.Place> keys, Map<String, Listing> answers, Set<String> asking) {
  /// Nothing was looked at.
  public static final ProviderFindings NOTHING = new ProviderFindings(Map.of(), Map.of(), Set.of());

  public ProviderFindings {
    keys = Map.copyOf(keys);
    answers = Map.copyOf(answers);
    asking = Set.copyOf(asking);
  }

  /// Where a provider's key is.
  public Discovery.Place keyOf(String provider) {
    return keys.getOrDefault(provider, Discovery.Place.NOWHERE);
  }

  /// Whether a provider has a key.
  public boolean hasKey(String provider) {
    return keyOf(provider) != Discovery.Place.NOWHERE;
  }

  /// What a provider said; empty if it was not asked.
  public Optional<Listing> answerOf(String provider) {
    return Optional.ofNullable(answers.get(provider));
  }

  ProviderFindings withKeys(Map<String, Discovery.Place> other) {
    return new ProviderFindings(other, answers, asking);
  }

  ProviderFindings asked(String provider) {
    var more = new HashSet<>(asking);
    more.add(provider);
    return new ProviderFindings(keys, answers, more);
  }

  ProviderFindings answered(String provider, Listing answer) {
    var all = new HashMap<>(answers);
    all.put(provider, answer);
    var fewer = new HashSet<>(asking);
    fewer.remove(provider);
    return new ProviderFindings(keys, all, fewer);
  }

  ProviderFindings forgot(String provider) {
    var all = new HashMap<>(answers);
    all.remove(provider);
    return new ProviderFindings(keys, all, asking);
  }
}
