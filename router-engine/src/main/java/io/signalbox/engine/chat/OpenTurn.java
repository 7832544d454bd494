package io.signalbox.engine.chat;

import java.util.List;

/// The turn of the assistant that a conversation is in: what it thought, said and called since the
/// user asked last. What the user adds beside the results of tools does not end it.
public final class OpenTurn {
  private OpenTurn() {}

  /// The place of the first message in it; the number of messages if the last one is a question.
  public static int start(List<Message> messages) {
    boolean asked = false;
    for (int i = messages.size() - 1; i >= 0; i--) {
      Message message = messages.get(i);
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> {}
        case TOOL -> asked = false;
        case USER -> asked = !hasResult(message);
        case ASSISTANT -> {
          if (asked) {
            return i + 1;
          }
        }
      }
    }
    return asked ? firstAnswer(messages) : 0;
  }

  private static boolean hasResult(Message message) {
    for (Part part : message.parts()) {
      if (part instanceof Part.ToolResult) {
        return true;
      }
    }
    return false;
  }

  private static int firstAnswer(List<Message> messages) {
    int at = 0;
    while (at < messages.size() && messages.get(at).role() != Role.ASSISTANT) {
      at++;
    }
    return at;
  }
}
