package io.signalbox.engine.route;

/// Classifies texts for one intent node. It may take time when it is first asked, and never throws
/// for a plug-in that is missing or broken. Safe for threads.
@FunctionalInterface
public interface IntentSource {
  /// Says nothing.
  IntentSource NONE = text -> new IntentFinding.None("no encoder of texts is installed");

  /// What it makes of a text.
  IntentFinding find(String text);
}
