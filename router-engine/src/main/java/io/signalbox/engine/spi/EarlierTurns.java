package io.signalbox.engine.spi;

import java.util.List;
import java.util.Optional;

/// What is remembered of an app's conversations, for requests that go on with an earlier answer
/// without repeating it. Safe for threads.
@FunctionalInterface
public interface EarlierTurns {
  /// Nothing is remembered.
  EarlierTurns NONE = id -> Optional.empty();

  /// What was said, as JSON texts in the words of the client's dialect: the conversation up to the
  /// end of an answer, or an item of one; empty if it is not known.
  ///
  /// @param id of an answer or of an item
  Optional<List<String>> items(String id);
}
