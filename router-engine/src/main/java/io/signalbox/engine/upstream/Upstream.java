package io.signalbox.engine.upstream;

/// What answers calls: the providers themselves, a recording, a script, or the simulated provider.
/// Safe for threads.
@FunctionalInterface
public interface Upstream {
  /// Asks, and waits until the answer begins or fails. A thread that is interrupted gives up the
  /// call and gets [UpstreamAnswer.Failed] of the class `interrupted`.
  UpstreamAnswer ask(UpstreamCall call);
}
