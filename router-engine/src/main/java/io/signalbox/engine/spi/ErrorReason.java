package io.signalbox.engine.spi;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;

/// Why a client gets an error instead of an answer. Each client dialect has words of its own for
/// every reason, in one place. Immutable.
public sealed interface ErrorReason permits ErrorReason.Failed, ErrorReason.Malformed, ProxyError {

  /// A provider failed, and no other model could answer.
  ///
  /// @param own what it said in the words of its dialect, for clients that speak the same
  record Failed(FailureClass kind, Failure.OwnWords own) implements ErrorReason {
    /// A failure of which the provider said nothing in words of its own.
    public Failed(FailureClass kind) {
      this(kind, Failure.OwnWords.NONE);
    }
  }

  /// The request's body breaks the rules of the client's dialect.
  ///
  /// @param code which rule, in that dialect's own words; empty if it has none
  record Malformed(String code) implements ErrorReason {}
}
