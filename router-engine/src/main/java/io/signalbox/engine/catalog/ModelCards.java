package io.signalbox.engine.catalog;

import java.time.LocalDate;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Supplier;

/// Cards that are read when they are first asked for, and once. Unchangeable, safe for threads.
public final class ModelCards extends AbstractList<ModelCard> implements RandomAccess {
  private final Supplier<List<ModelCard>> reader;
  private volatile Optional<List<ModelCard>> read = Optional.empty();

  private ModelCards(Supplier<List<ModelCard>> reader) {
    this.reader = reader;
  }

  /// @param reader is asked once; what it throws is thrown at whoever asks for a card
  public static ModelCards lazily(Supplier<List<ModelCard>> reader) {
    return new ModelCards(reader);
  }

  /// These cards, unchangeable; cards that were not read yet stay so.
  public static List<ModelCard> copyOf(List<ModelCard> cards) {
    return cards instanceof ModelCards lazy ? lazy : List.copyOf(cards);
  }

  /// Cards with others over them: of two for one model the later looked up holds, those over it on
  /// the same day. Both are read when the first card is asked for.
  ///
  /// @param below a provider's own cards
  /// @param above read after them
  public static ModelCards overlaid(List<ModelCard> below, Supplier<List<ModelCard>> above) {
    return lazily(() -> {
      var all = new LinkedHashMap<String, ModelCard>();
      below.forEach(card -> all.put(card.model(), card));
      above.get().forEach(card -> all.merge(card.model(), card, ModelCards::later));
      return List.copyOf(all.values());
    });
  }

  private static ModelCard later(ModelCard below, ModelCard above) {
    LocalDate first = below.details().asOf().orElse(LocalDate.MIN);
    return above.details().asOf().orElse(LocalDate.MIN).isBefore(first) ? below : above;
  }

  /// Whether they have been read.
  public boolean isRead() {
    return read.isPresent();
  }

  @Override
  public ModelCard get(int index) {
    return cards().get(index);
  }

  @Override
  public int size() {
    return cards().size();
  }

  private List<ModelCard> cards() {
    var present = read;
    return present.isPresent() ? present.get() : readNow();
  }

  private synchronized List<ModelCard> readNow() {
    if (read.isEmpty()) {
      read = Optional.of(List.copyOf(reader.get()));
    }
    return read.get();
  }
}
