package io.signalbox.plugins.provider;

import io.signalbox.engine.catalog.ModelCard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The models of all providers that come with Signalbox, from `models.json`. Immutable.
///
/// @param cards in the order of the file
record ModelList(List<ModelCard> cards) {
  private static final String FILE = "models.json";

  ModelList {
    cards = List.copyOf(cards);
  }

  /// The list in the program, read when it is first asked for.
  ///
  /// @throws IllegalArgumentException if it is wrong, which a test rules out
  static ModelList shipped() {
    return Once.LIST;
  }

  /// The cards of a provider.
  List<ModelCard> of(String provider) {
    return cards.stream().filter(card -> card.provider().equals(provider)).toList();
  }

  private static ModelList read() {
    var mapper =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    try (InputStream in = ModelList.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("The list of models is not in the program.");
      }
      return new ModelList(CardReader.of(mapper.readTree(in)).cards());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Once {
    private static final ModelList LIST = read();
  }
}
