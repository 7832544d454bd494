package io.signalbox.engine.chat;

import java.util.List;

/// A piece of an answer as it arrives. An answer is [Started], then any of the others, then
/// [Finished]; [UsageReported] may come anywhere and more than once, each with all until then. An
/// answer without [Finished] was cut. Immutable.
public sealed interface ReplyEvent {

  /// The answer begins.
  ///
  /// @param id the provider's id of the answer; empty if it gives none
  /// @param model the model that answers, in the provider's words; empty if it does not say
  record Started(String id, String model) implements ReplyEvent {}

  /// More text.
  record TextDelta(String text) implements ReplyEvent {}

  /// More thinking.
  record ReasoningDelta(String text) implements ReplyEvent {}

  /// What binds the thinking so far to its model; it must be sent back unchanged.
  record ReasoningSigned(String signature) implements ReplyEvent {}

  /// Thinking that only the provider can read.
  record ReasoningRedacted(String data) implements ReplyEvent {}

  /// More of a refusal.
  record RefusalDelta(String text) implements ReplyEvent {}

  /// A tool is called.
  ///
  /// @param index counts the calls of this answer from 0
  record ToolCallStarted(int index, String id, String name) implements ReplyEvent {}

  /// More of a call's arguments, a fragment of JSON text.
  record ToolCallDelta(int index, String arguments) implements ReplyEvent {}

  /// Something that only one dialect knows (citations, server tools), kept as it was written.
  record Foreign(String dialect, String kind, String json) implements ReplyEvent {
    /// The kind of a piece of another answer, where several were asked for.
    public static final String CHOICE = "choice";
  }

  /// The vector of a message.
  ///
  /// @param index the place of the message in the request, from 0
  record Embedded(int index, EmbeddingVector vector) implements ReplyEvent {}

  /// What was used so far.
  record UsageReported(Usage usage) implements ReplyEvent {}

  /// The answer is complete.
  ///
  /// @param reason why, in our words
  /// @param raw why, in the provider's words
  record Finished(FinishReason reason, String raw) implements ReplyEvent {}

  /// The provider reports trouble inside its answer.
  record Failed(Failure failure) implements ReplyEvent {}

  /// A sign of life without meaning. It keeps nothing waiting and counts as no progress.
  record KeepAlive() implements ReplyEvent {}

  /// Whether one of these is part of the answer itself.
  static boolean hasContent(List<ReplyEvent> events) {
    for (ReplyEvent event : events) {
      if (event.isContent()) {
        return true;
      }
    }
    return false;
  }

  /// Whether this is part of the answer itself: the first such event is the commit point.
  default boolean isContent() {
    return switch (this) {
      case TextDelta t -> !t.text().isEmpty();
      case ReasoningDelta r -> !r.text().isEmpty();
      case RefusalDelta r -> !r.text().isEmpty();
      case ReasoningSigned s -> true;
      case ReasoningRedacted r -> true;
      case ToolCallStarted t -> true;
      case ToolCallDelta t -> true;
      case Foreign f -> true;
      case Embedded e -> true;
      case Finished f -> true;
      case Started s -> false;
      case UsageReported u -> false;
      case Failed f -> false;
      case KeepAlive k -> false;
    };
  }
}
