package io.signalbox.engine.conform;

import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.RequestRules;
import java.util.List;
import java.util.Set;

/// What requests to an endpoint need, as found. Immutable.
///
/// @param dialect the id of the dialect that it speaks
/// @param alsoSpeaks ids of others that it speaks at the same address
/// @param quirks its differences from the dialect
/// @param rules what it takes in a request
/// @param models the models that it lists
public record LearnedTraits(
    String dialect,
    Set<String> alsoSpeaks,
    Set<Quirk> quirks,
    RequestRules rules,
    List<String> models) {
  public LearnedTraits {
    alsoSpeaks = Set.copyOf(alsoSpeaks);
    quirks = Set.copyOf(quirks);
    models = List.copyOf(models);
  }
}
