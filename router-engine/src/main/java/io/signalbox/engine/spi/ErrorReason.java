package io.signalbox.engine.spi;

import io.signalbox.engine.chat.FailureClass;

/// Why a client gets an error instead of an answer. Each client dialect has words of its own for
/// every reason, in one place. Immutable.
public sealed interface ErrorReason permits ErrorReason.Failed, ErrorReason.Malformed, ProxyError {

  /// A provider failed, and no other model could answer.
  record Failed(FailureClass kind) implements ErrorReason {}

  /// The request's body breaks the rules of the client's dialect.
  ///
  /// @param code which rule, in that dialect's own words; empty if it has none
  record Malformed(String code) implements ErrorReason {}
}
