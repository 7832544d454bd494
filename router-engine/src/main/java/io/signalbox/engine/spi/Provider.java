package io.signalbox.engine.spi;

import io.signalbox.engine.catalog.ModelCard;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where and how a provider is reached. Immutable.
///
/// @param id its id in graphs: `openai`
/// @param name how people call it
/// @param baseUrl the address as its own SDK takes it, without a slash at the end
/// @param dialect the id of the API shape that it speaks
/// @param signing how its key is sent; empty: as its dialect says
/// @param keyVariable the environment variable that usually holds its key; empty: it needs none
/// @param quirks known differences from its dialect
/// @param rules what its models take in a request
/// @param reach where it runs
/// @param keyCheck the path of a `GET` that looks at a key, if its list of models is open to
///   everybody; empty if the list does
/// @param models what is known of its models
public record Provider(
    String id,
    String name,
    String baseUrl,
    String dialect,
    Optional<Signing> signing,
    Optional<String> keyVariable,
    Set<Quirk> quirks,
    ProviderRules rules,
    Reach reach,
    Optional<String> keyCheck,
    List<ModelCard> models) {
  /// The id of the built-in provider, which plays the models of all others.
  public static final String SIMULATED = "simulated";

  public Provider {
    quirks = Set.copyOf(quirks);
    models = List.copyOf(models);
  }

  /// A provider that differs from its dialect in quirks alone.
  public Provider(
      String id,
      String name,
      String baseUrl,
      String dialect,
      Optional<String> keyVariable,
      Set<Quirk> quirks,
      Reach reach,
      List<ModelCard> models) {
    this(
        id,
        name,
        baseUrl,
        dialect,
        Optional.empty(),
        keyVariable,
        quirks,
        ProviderRules.NONE,
        reach,
        Optional.empty(),
        models);
  }

  /// A provider of whose requests nothing is known but the quirks.
  public Provider(
      String id,
      String name,
      String baseUrl,
      String dialect,
      Optional<Signing> signing,
      Optional<String> keyVariable,
      Set<Quirk> quirks,
      Reach reach,
      Optional<String> keyCheck,
      List<ModelCard> models) {
    this(
        id,
        name,
        baseUrl,
        dialect,
        signing,
        keyVariable,
        quirks,
        ProviderRules.NONE,
        reach,
        keyCheck,
        models);
  }

  /// Where a provider runs.
  public enum Reach {
    CLOUD,
    /// On the user's own machine.
    LOCAL,
    /// Nowhere: the built-in provider answers by itself.
    SIMULATED
  }
}
