package io.signalbox.plugins.provider;

import io.signalbox.engine.catalog.ModelCards;
import io.signalbox.engine.catalog.list.CardReader;
import java.util.List;

/// The models of the providers that come with Signalbox. Each provider's are in a file of its own
/// below `models`, written by `scripts/catalog.py`; it is read when one of its models is first
/// asked for.
final class ModelList {
  private ModelList() {}

  /// The models of a provider; none if it has no file.
  ///
  /// @return a list that throws an [IllegalArgumentException] when it is first read if the file is
  ///   wrong, which a test rules out
  static ModelCards of(String provider) {
    return ModelCards.lazily(() ->
        Shipped.find("models/" + provider + ".json")
            .map(text -> CardReader.cards(provider, text))
            .orElse(List.of()));
  }
}
