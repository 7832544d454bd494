package io.signalbox.engine.route;

import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.Model;
import java.time.Instant;

/// A conversation and the model that answered it last. Immutable.
///
/// @param model which, with its provider, address and key
/// @param at when it answered
/// @param turns how many answers in a row it gave
/// @param promptTokens the tokens of the last prompt, which its provider may have cached
/// @param answerTokens the tokens of the last answer
public record WarmConversation(
    Model model, Instant at, int turns, long promptTokens, long answerTokens) {

  /// Whose conversation it is.
  ///
  /// @param graph the graph's name
  /// @param node the id of the stay node
  /// @param who a fingerprint of the caller and its conversation or user
  public record Owner(String graph, String node, String who) {}

  /// The first answer of a model.
  static WarmConversation begun(Model model, Instant at, Usage usage) {
    return new WarmConversation(model, at, 1, usage.promptTokens(), usage.completionTokens());
  }

  /// The next answer, by the same model or another one.
  WarmConversation after(Model other, Instant then, Usage usage) {
    WarmConversation begun = begun(other, then, usage);
    return isAt(other)
        ? new WarmConversation(other, then, turns + 1, begun.promptTokens(), begun.answerTokens())
        : begun;
  }

  /// Whether a model's cache is this one's: same provider, model, address and key.
  boolean isAt(Model other) {
    return model.id().equals(other.id())
        && model.provider().equals(other.provider())
        && model.model().equals(other.model())
        && model.url().equals(other.url())
        && model.keys().equals(other.keys());
  }

  /// Whether it is at a model with one of the keys that the graph says.
  boolean isOneOf(Model ofGraph) {
    return ofGraph.byKey().stream().anyMatch(this::isAt);
  }
}
