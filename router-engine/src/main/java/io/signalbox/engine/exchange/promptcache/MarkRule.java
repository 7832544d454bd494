package io.signalbox.engine.exchange.promptcache;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.spi.RequestRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where marks are set for a client that cannot: behind the tools, the system prompt, the turn at
/// which the request before this one ended, and the last turn. A provider looks for what it has
/// cached only a few blocks back from a mark, so the one but last is what finds the last request's
/// however much was called since. `docs/decisions/0024-cache-marks-by-rule.md` says when that pays.
///
/// @param rule what the receiver takes
/// @param mark the mark
record MarkRule(RequestRules.CacheMarks rule, Part.CacheMark mark) {
  /// Shorter prompts are not cached. A token of text has more bytes in UTF-8 on the average, in
  /// scripts with a character for a syllable or word too, so no mark is missing; one too many is
  /// passed over by the provider.
  private static final int BYTES_A_TOKEN = 2;

  /// @param wished whether the client asks for it, whether it pays or not
  ChatRequest marked(ChatRequest request, boolean wished) {
    boolean pays = wished || isToGoOn(request);
    return pays && isLong(request) ? ClientMarks.fitted(marked(request), rule).request() : request;
  }

  /// Written for a quarter more than a plain token and read for a tenth of it, a prompt pays if it
  /// is read once. One with tools is called again with what they answered, and one that was
  /// answered before is a conversation; a single question may be the only one.
  private static boolean isToGoOn(ChatRequest request) {
    return !request.tools().isEmpty()
        || request.messages().stream().anyMatch(message -> message.role() == Role.ASSISTANT);
  }

  private boolean isLong(ChatRequest request) {
    long enough = (long) rule.least() * BYTES_A_TOKEN;
    long bytes = 0;
    for (Tool tool : request.tools()) {
      bytes += bytes(tool.schema()) + bytes(tool.description());
    }
    for (Message message : request.messages()) {
      bytes += bytes(message.parts());
      if (bytes >= enough) {
        return true;
      }
    }
    return bytes >= enough;
  }

  /// A half of a pair counts half of the four bytes of the whole.
  private static long bytes(String text) {
    return text.chars().mapToLong(MarkRule::bytes).sum();
  }

  private static long bytes(int unit) {
    boolean half = Character.isSurrogate((char) unit);
    return unit < 0x80 ? 1 : unit < 0x800 || half ? 2 : 3;
  }

  private static long bytes(List<Part> parts) {
    return parts.stream().mapToLong(MarkRule::bytes).sum();
  }

  private static long bytes(Part part) {
    return switch (part) {
      case Part.Text text -> bytes(text.text());
      case Part.ToolCall call -> bytes(call.arguments());
      case Part.ToolResult result -> bytes(result.content());
      case Part.Image image -> bytes(image.url());
      case Part.Foreign foreign -> bytes(foreign.json());
      case Part.Refusal refusal -> bytes(refusal.text());
      case Part.Reasoning reasoning -> bytes(reasoning.text());
      case Part.CacheMark mark -> 0;
    };
  }

  private ChatRequest marked(ChatRequest request) {
    List<Message> messages = new ArrayList<>(request.messages());
    int last = turnBefore(messages, messages.size());
    int answer = answerBefore(messages, last);
    markAt(messages, last);
    markAt(messages, turnBefore(messages, answer));
    markAt(messages, lastPrompt(messages));
    ChatRequest marked = request.withMessages(messages);
    return rule.tools() && !request.tools().isEmpty()
        ? marked.withTools(
            tools(request.tools()), request.toolChoice(), request.parallelToolCalls())
        : marked;
  }

  private List<Tool> tools(List<Tool> tools) {
    List<Tool> all = new ArrayList<>(tools);
    all.add(all.removeLast().withMark(Optional.of(mark)));
    return all;
  }

  /// The last message of the user or a tool before a place; -1 if there is none.
  private static int turnBefore(List<Message> messages, int place) {
    int at = place - 1;
    while (at >= 0 && !isTurn(messages.get(at))) {
      at--;
    }
    return at;
  }

  private static boolean isTurn(Message message) {
    return message.role() == Role.USER || message.role() == Role.TOOL;
  }

  private static int answerBefore(List<Message> messages, int place) {
    int at = place - 1;
    while (at >= 0 && messages.get(at).role() != Role.ASSISTANT) {
      at--;
    }
    return at;
  }

  private static int lastPrompt(List<Message> messages) {
    int at = 0;
    while (at < messages.size() && isPrompt(messages.get(at))) {
      at++;
    }
    return at - 1;
  }

  private static boolean isPrompt(Message message) {
    return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
  }

  private void markAt(List<Message> messages, int at) {
    if (at >= 0 && !messages.get(at).parts().isEmpty()) {
      messages.set(at, marked(messages.get(at)));
    }
  }

  /// What a tool answered is marked within its result.
  private Message marked(Message message) {
    List<Part> parts = new ArrayList<>(message.parts());
    if (parts.getLast() instanceof Part.ToolResult result) {
      List<Part> said = new ArrayList<>(result.content());
      said.add(mark);
      parts.set(parts.size() - 1, new Part.ToolResult(result.callId(), said, result.error()));
    } else {
      parts.add(mark);
    }
    return new Message(message.role(), parts);
  }
}
