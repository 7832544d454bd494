package io.signalbox.engine.spi;

import io.signalbox.engine.chat.ChatRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The call that a provider is to get. The array is not copied and must not be changed.
///
/// @param request the request, after all rewriting; its `stream` says whether a stream is wanted
/// @param original the client's body, if it is in the provider's dialect and nothing rewrote it
/// @param model the provider's name of the model
/// @param params members that the graph sets for this call, as name → JSON text; they win
/// @param quirks the provider's differences
/// @param rules what the model takes
/// @param maxOutputTokens the limit for dialects that demand one; 0 if unknown
/// @param headers the headers of a client that speaks the provider's dialect, without its
///   credentials, names in lower case; only such go out that the dialect knows to belong to a body
/// @param reasons whether the model is known to think before it answers
/// @param prefill whether the last message is the beginning of the answer, and the model goes on
///   with it instead of answering it
public record CallPlan(
    ChatRequest request,
    Optional<byte[]> original,
    String model,
    Map<String, String> params,
    Set<Quirk> quirks,
    RequestRules rules,
    long maxOutputTokens,
    Map<String, String> headers,
    boolean reasons,
    boolean prefill) {

  /// A call whose answer has not begun.
  public CallPlan(
      ChatRequest request,
      Optional<byte[]> original,
      String model,
      Map<String, String> params,
      Set<Quirk> quirks,
      RequestRules rules,
      long maxOutputTokens,
      Map<String, String> headers,
      boolean reasons) {
    this(request, original, model, params, quirks, rules, maxOutputTokens, headers, reasons, false);
  }

  /// Whether a member is set by a rewrite on the way, for whichever model, and not for this one.
  public boolean isSetByRewrite(String member) {
    String set = request.extras().set().get(member);
    return set != null && set.equals(params.get(member));
  }
}
