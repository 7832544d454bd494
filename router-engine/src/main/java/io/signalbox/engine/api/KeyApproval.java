package io.signalbox.engine.api;

import io.signalbox.engine.exchange.KeyConsent;

/// Is called before a key is sent to a server that was not confirmed for it. An implementation that
/// agrees has stored the confirmation. Safe for threads.
@FunctionalInterface
public interface KeyApproval {
  /// Whether the owner of the key has agreed. It may wait for the answer; it returns false when its
  /// thread is interrupted.
  boolean given(KeyUse use);

  /// The same for the exchange.
  default KeyConsent consent() {
    return egress -> KeyUse.of(egress).filter(this::given).isPresent();
  }
}
