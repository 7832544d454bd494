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
public final class GeminiApi {
  /// The dialect's id.
  public static final String ID = "gemini";

  /// The id of the dialect of embeddings.
  public static final String EMBEDDINGS = "gemini-embeddings";

  /// The id of the dialect of counts.
  public static final String COUNTING = "gemini-count";

  /// The member of a part that signs it, and the kind of the piece that tells it.
  public static final String SIGNATURE = "thoughtSignature";

  /// The member of such a piece that names the call that it signs.
  public static final String CALL_ID = "callId";

  /// The member of a body that says how the answer is made, and before a dot the name by which a
  /// member of it is known that no request has a place for: `generationConfig.topK`.
  public static final String CONFIG = "generationConfig";

  /// The same for tools: `tools.googleSearch` is the provider's own tool of this name.
  public static final String TOOLS = "tools";

  /// The functions as the client wrote them, if they say more than a request has a place for.
  public static final String FUNCTIONS = "functionDeclarations";

  /// How free the model is in calling tools, if the client says more than a request has a place
  /// for.
  public static final String TOOL_CONFIG = "toolConfig";

  /// The label that names the user of a request.
  public static final String USER = "user";

  private GeminiApi() {}
}
