package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.chat.ReplyEvent;

/// Ids of calls as this dialect allows them: letters, digits, `_` and `-` only. The same change on
/// calls and results keeps them together.
final class CallIds {
  private CallIds() {}

  static String of(String id) {
    return id.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  /// The id of a call in an answer.
  ///
  /// @param reply from which one is made if the provider gave none
  static String of(ReplyEvent.ToolCallStarted call, String reply) {
    return of(call.id().isEmpty() ? "toolu_" + reply + "_" + call.index() : call.id());
  }
}
