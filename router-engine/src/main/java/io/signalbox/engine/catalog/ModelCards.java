package io.signalbox.engine.catalog;

import java.util.AbstractList;
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
