package io.signalbox.engine.dialect.gemini;

/// Gemini's own API, version `v1beta`.
///
/// **Thought signatures.** A model may sign a part of its answer and, from Gemini 3 on, wants the
/// signature back with the first call of a tool in each step. It is told as a foreign piece of kind
/// `thoughtSignature`, `{"thoughtSignature":"…","callId":"…"}` (without `callId` if it signs text),
/// and written back from a foreign part of the same form. It is not hidden in the id of a call: it
/// has thousands of characters, and other providers, to which the conversation may move, take 40 at
/// most. Where a client did not bring it back, the value that the provider's documentation names
/// for calls of other origin is sent.
final class GeminiApi {
  /// The dialect's id.
  static final String ID = "gemini";

  static final String SIGNATURE = "thoughtSignature";

  private GeminiApi() {}
}
