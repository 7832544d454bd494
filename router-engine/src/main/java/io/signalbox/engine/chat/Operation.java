package io.signalbox.engine.chat;

import java.util.Optional;
import java.util.OptionalInt;

/// What a model is to do with the messages of a request. Immutable.
public sealed interface Operation {
  /// Answer the last of them.
  record Chat() implements Operation {}

  /// Turn each message into a vector, in their order.
  ///
  /// @param dimensions the length of the vectors; empty: the model's own
  /// @param task what the vectors are for; empty: the client does not say
  record Embedding(OptionalInt dimensions, Optional<Task> task) implements Operation {}

  /// What vectors are for. Models that were trained for several tasks put a text of each into
  /// another place, so a question only finds documents that were embedded as such.
  enum Task {
    /// A text by which others are searched.
    QUERY,
    /// A text that is searched for.
    DOCUMENT,
    SIMILARITY,
    CLASSIFICATION,
    CLUSTERING,
    /// A question that texts answer.
    QUESTION,
    /// A claim that texts support or refute.
    CLAIM,
    /// A text by which program code is searched.
    CODE_QUERY
  }
}
