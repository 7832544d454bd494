package io.signalbox.engine.chat;

/// Why an answer ended.
public enum FinishReason {
  /// The model was done, or met a stop text.
  STOP,
  /// The limit of tokens was reached.
  LENGTH,
  /// The model waits for tools.
  TOOL_CALLS,
  /// The provider's filter or the model refused.
  CONTENT_FILTER,
  /// The provider gave up (a call that it could not make, an error), or gave a reason that we do
  /// not know: no good end.
  OTHER
}
