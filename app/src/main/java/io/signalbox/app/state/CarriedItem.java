package io.signalbox.app.state;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What somebody carries with the mouse from one pane to another. For the UI thread.
///
/// @param <T> what can be carried
public final class CarriedItem<T> {
  private final ReadOnlyObjectWrapper<Optional<Load<T>>> load =
      new ReadOnlyObjectWrapper<>(this, "load", Optional.empty());

  /// What is carried, and where it is.
  ///
  /// @param x from the left of the window's content
  /// @param y from its top
  /// @param dropped whether it was let go here; nothing is carried after that
  public record Load<T>(T what, double x, double y, boolean dropped) {}

  /// What is carried; empty if nothing is.
  public ReadOnlyObjectProperty<Optional<Load<T>>> loadProperty() {
    return load.getReadOnlyProperty();
  }

  /// Takes it up, or moves it on.
  public void carry(T what, double x, double y) {
    load.set(Optional.of(new Load<>(what, x, y, false)));
  }

  /// Lets it go where it is.
  public void drop() {
    load.get()
        .ifPresent(
            each -> load.set(Optional.of(new Load<>(each.what(), each.x(), each.y(), true))));
    cancel();
  }

  /// Nothing is carried any more, and nothing comes of it.
  public void cancel() {
    load.set(Optional.empty());
  }
}
