package io.signalbox.engine.route;

/// Chooses among the models of one learned node. It never throws for a file or plug-in that is
/// missing or broken. Safe for threads.
@FunctionalInterface
public interface LearnedSource {
  /// Always declines.
  LearnedSource NONE = text -> new LearnedFinding.Declined("nothing was learned yet");

  /// What it makes of a text.
  LearnedFinding find(String text);
}
