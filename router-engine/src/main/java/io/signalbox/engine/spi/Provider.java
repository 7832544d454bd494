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
/// @param auth how its key is sent
/// @param keyVariable the environment variable that usually holds its key; empty: it needs none
/// @param quirks known differences from its dialect
/// @param reach where it runs
/// @param models what is known of its models
public record Provider(
    String id,
    String name,
    String baseUrl,
    String dialect,
    Auth auth,
    Optional<String> keyVariable,
    Set<Quirk> quirks,
    Reach reach,
    List<ModelCard> models) {
  public Provider {
    quirks = Set.copyOf(quirks);
    models = List.copyOf(models);
  }

  /// How a key is sent.
  public enum Auth {
    /// `Authorization: Bearer KEY`.
    BEARER,
    /// `x-api-key: KEY`.
    X_API_KEY,
    /// `x-goog-api-key: KEY`.
    X_GOOG_API_KEY
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
