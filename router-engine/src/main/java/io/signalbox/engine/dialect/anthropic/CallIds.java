package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.chat.ReplyEvent;

/// Ids of calls as this dialect allows them: letters, digits, `_` and `-` only. The same change on
/// calls and results keeps them together.
public final class CallIds {
  /// How all ids begin that the provider gives.
  private static final String OWN = "toolu_";

  private CallIds() {}

  public static String of(String id) {
    return id.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  /// Whether a model of this provider made the call.
  public static boolean isOwn(String id) {
    return id.startsWith(OWN);
  }

  /// The id of a call in an answer. One that we make does not look like one of the provider's.
  ///
  /// @param reply from which one is made if the provider gave none
  public static String of(ReplyEvent.ToolCallStarted call, String reply) {
    return of(call.id().isEmpty() ? "call_" + reply + "_" + call.index() : call.id());
  }
}
