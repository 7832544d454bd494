package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import java.util.List;

/// The turn of the assistant that a conversation is in: what it thought, said and called since the
/// user asked last. What the user adds beside the results of tools does not end it.
public final class OpenTurn {
  private OpenTurn() {}

  /// The place of the first message in it; the number of messages if the last one is a question.
  public static int start(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role() == Role.USER && !isBesideResults(messages, i)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static boolean isBesideResults(List<Message> messages, int at) {
    Message message = messages.get(at);
    return message.parts().stream().anyMatch(Part.ToolResult.class::isInstance)
        || (at > 0 && messages.get(at - 1).role() == Role.TOOL);
  }
}
