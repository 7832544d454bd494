package io.signalbox.app.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Carries many small pieces to the UI thread, together as soon as it has time: a model that writes
/// a thousand tokens a second costs no more than one that writes sixty. Posting is safe for
/// threads.
///
/// @param <T> the pieces
public final class Mailbox<T> {
  private final Consumer<List<T>> reader;
  private final List<T> waiting = new ArrayList<>();

  /// A mailbox.
  ///
  /// @param reader given the pieces in their order, on the UI thread
  public Mailbox(Consumer<List<T>> reader) {
    this.reader = reader;
  }

  /// Puts a piece in, from any thread.
  public void post(T piece) {
    boolean first;
    synchronized (waiting) {
      first = waiting.isEmpty();
      waiting.add(piece);
    }
    if (first) {
      Platform.runLater(this::empty);
    }
  }

  /// Reads what is waiting, now. On the UI thread.
  public void empty() {
    List<T> pieces;
    synchronized (waiting) {
      pieces = List.copyOf(waiting);
      waiting.clear();
    }
    if (!pieces.isEmpty()) {
      reader.accept(pieces);
    }
  }
}
