package io.signalbox.app.tryout;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
        ask.sampling(),
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
      messages.add(Message.of(Role.SYSTEM, filled(ask, ask.system())));
    }
    messages.addAll(ask.earlier());
    if (!ask.prompt().isBlank() || !ask.images().isEmpty() || ask.earlier().isEmpty()) {
      messages.add(asked(ask));
    }
    return messages;
  }

  private static Message asked(RequestDraft ask) {
    var parts = new ArrayList<Part>();
    parts.add(new Part.Text(filled(ask, ask.prompt())));
    ask.images().forEach(image -> parts.add(new Part.Image(url(image), Optional.empty())));
    return new Message(Role.USER, parts);
  }

  private static String filled(RequestDraft ask, String text) {
    return Placeholders.filled(text, ask.variables());
  }

  private static String url(RequestDraft.Attachment image) {
    return "data:" + image.mediaType() + ";base64," + image.base64();
  }

  static RequestDraft after(RequestDraft ask, String answer) {
    var earlier = new ArrayList<>(ask.earlier());
    earlier.add(asked(ask));
    earlier.add(Message.of(Role.ASSISTANT, answer));
    return ask.withEarlier(earlier).withPrompt("").withImages(List.of());
  }

  static RequestDraft back(List<Message> messages, Map<String, String> metadata) {
    Map<Boolean, List<Message>> sorted =
        messages.stream().collect(Collectors.partitioningBy(RequestOfDraft::isSystem));
    List<Message> turns = sorted.getOrDefault(false, List.of());
    boolean asks = !turns.isEmpty() && turns.getLast().role() == Role.USER;
    return RequestDraft.of(asks ? turns.getLast().text() : "", metadata)
        .withEarlier(asks ? turns.subList(0, turns.size() - 1) : turns)
        .withSystem(
            sorted.getOrDefault(true, List.of()).stream()
                .map(Message::text)
                .collect(Collectors.joining("\n\n")));
  }

  private static boolean isSystem(Message message) {
    return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
  }
}
