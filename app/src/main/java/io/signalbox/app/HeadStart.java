package io.signalbox.app;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.fx.Background;
import io.signalbox.engine.Signalbox;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.home.Homes;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/// What a window needs of the engine, found by a thread of its own while JavaFX starts. Safe for
/// threads.
final class HeadStart {
  private static final AtomicReference<Optional<CompletableFuture<Installation>>> BEGUN =
      new AtomicReference<>(Optional.empty());

  private static final AtomicReference<Optional<FirstWindow>> FIRST =
      new AtomicReference<>(Optional.empty());

  private HeadStart() {}

  /// Keeps the link to later starts for the window.
  static void first(Optional<FirstWindow> window) {
    FIRST.set(window);
  }

  /// The link to later starts; empty for a window beside the first one.
  static Optional<FirstWindow> first() {
    return FIRST.get();
  }

  /// Begins to look.
  static void begin() {
    BEGUN.set(Optional.of(Background.ahead(HeadStart::find, HeadStart::warm)));
  }

  private static Installation find() {
    return Installation.of(Signalbox.at(Homes.usual()));
  }

  /// The lists of models are read before a pane asks for them.
  private static void warm(Installation found) {
    Condition.warm();
    found.catalog().cards();
  }

  /// What was found, for one window; looks now if nobody began to.
  ///
  /// @throws java.util.concurrent.CompletionException if the engine cannot be opened
  static Installation installation() {
    return BEGUN
        .getAndSet(Optional.empty())
        .map(CompletableFuture::join)
        .orElseGet(HeadStart::find);
  }
}
