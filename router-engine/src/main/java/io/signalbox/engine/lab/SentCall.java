package io.signalbox.engine.lab;

import java.util.List;
import java.util.Map;

/// A call to a provider as it left, and what came back. Never has a key. Immutable.
///
/// @param model the model's id in the graph
/// @param url where it went
/// @param headers besides those for the key and the content type
/// @param body JSON, at most [#MOST] bytes of it
/// @param reply as it came, at most [#MOST] bytes of it; empty if no provider was called
/// @param trouble why no answer came, in words; empty if one did
/// @param cut whether something is longer than what is kept of it
/// @param losses what could not be carried over, for people
public record SentCall(
    String model,
    String url,
    Map<String, String> headers,
    String body,
    String reply,
    String trouble,
    boolean cut,
    List<String> losses) {
  /// How many bytes of a body are kept.
  public static final int MOST = 1 << 20;

  public SentCall {
    headers = Map.copyOf(headers);
    losses = List.copyOf(losses);
  }
}
