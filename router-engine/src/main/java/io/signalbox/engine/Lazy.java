package io.signalbox.engine;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A part that is made when it is first needed, and once. Safe for threads.
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private volatile Optional<T> made = Optional.empty();

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    var present = made;
    return present.isPresent() ? present.get() : make();
  }

  private synchronized T make() {
    if (made.isEmpty()) {
      made = Optional.of(maker.get());
    }
    return made.get();
  }

  /// Does something with the part if it was made.
  void ifMade(Consumer<T> action) {
    made.ifPresent(action);
  }
}
