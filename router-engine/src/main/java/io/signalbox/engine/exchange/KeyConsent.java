package io.signalbox.engine.exchange;

/// Is asked when a call is about to be made whose key was not confirmed for its server. Only what
/// was stored as confirmed lets the key go: an implementation that agrees has stored it. Safe for
/// threads.
@FunctionalInterface
public interface KeyConsent {
  /// Consent cannot be given.
  KeyConsent NONE = use -> false;

  /// Whether the owner of the key has agreed. It may wait for the answer; it returns false when its
  /// thread is interrupted.
  boolean given(Egress use);
}
