package io.signalbox.app.tryout;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a request of what somebody composed.
final class RequestOfDraft {
  private RequestOfDraft() {}

  static ChatRequest of(RequestDraft ask) {
    ChatRequest plain = ChatRequest.ofMessages(ask.model(), messages(ask));
    return new ChatRequest(
        plain.model(),
        plain.messages(),
        ask.tools(),
        plain.toolChoice(),
        plain.parallelToolCalls(),
        plain.sampling(),
        plain.format(),
        plain.stream(),
        plain.streamUsage(),
        plain.metadata(),
        plain.user(),
        plain.extras());
  }

  private static List<Message> messages(RequestDraft ask) {
    var messages = new ArrayList<Message>();
    if (!ask.system().isBlank()) {
      messages.add(Message.of(Role.SYSTEM, ask.system()));
    }
    var parts = new ArrayList<Part>();
    parts.add(new Part.Text(ask.prompt()));
    ask.images().forEach(image -> parts.add(new Part.Image(url(image), Optional.empty())));
    messages.add(new Message(Role.USER, parts));
    return messages;
  }

  private static String url(RequestDraft.Attachment image) {
    return "data:" + image.mediaType() + ";base64," + image.base64();
  }
}
