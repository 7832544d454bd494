package io.signalbox.engine;

import io.signalbox.engine.route.LearnedFinding;
import io.signalbox.engine.route.LearnedSource;
import java.util.Optional;
import java.util.function.Supplier;

/// The router of a learned node that is served: no request waits while it learns. Safe for threads.
final class LiveLearned implements LearnedSource {
  private static final LearnedFinding LEARNING =
      new LearnedFinding.Declined("it is still learning from its file");

  private final Supplier<LearnedSource> maker;
  private volatile Optional<LearnedSource> made = Optional.empty();

  LiveLearned(Supplier<LearnedSource> maker) {
    this.maker = maker;
  }

  /// Learns; may take its time.
  void learn() {
    made = Optional.of(maker.get());
  }

  @Override
  public LearnedFinding find(String text) {
    var source = made;
    return source.isPresent() ? source.get().find(text) : LEARNING;
  }
}
