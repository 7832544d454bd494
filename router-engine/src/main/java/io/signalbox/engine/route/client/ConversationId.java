package io.signalbox.engine.route.client;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Finds out to which conversation a request belongs: the client says so in a label or header, else
/// it is derived from what never changes in it: the caller, the system prompt and the first
/// question.
public final class ConversationId {
  /// The headers in which clients send it: Claude Code, Codex, opencode, pi, and whoever has no
  /// own.
  private static final List<String> SESSIONS =
      List.of(
          "x-session-id",
          "x-claude-code-session-id",
          "thread-id",
          "session-id",
          "session_id",
          "x-opencode-session",
          "x-session-affinity");

  /// OpenAI's name for what is cached together.
  private static final String CACHE_KEY = "prompt_cache_key";

  private ConversationId() {}

  /// The id; the same for all requests of a conversation.
  public static String of(ChatRequest request, Client client) {
    return given(request, client).orElseGet(() -> derived(request, client));
  }

  private static Optional<String> given(ChatRequest request, Client client) {
    return ClientLabel.of("conversation", request, client)
        .or(() -> session(client))
        .or(() -> cacheKey(request));
  }

  private static Optional<String> session(Client client) {
    for (String name : SESSIONS) {
      String id = client.headers().getOrDefault(name, "");
      if (!id.isBlank()) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> cacheKey(ChatRequest request) {
    return request
        .extras()
        .member(CACHE_KEY)
        .filter(json -> json.length() > 2 && json.startsWith("\""))
        .map(json -> json.substring(1, json.length() - 1));
  }

  private static String derived(ChatRequest request, Client client) {
    var hash = new AssignmentHash();
    hash.add(client.app());
    hash.add(request.user().orElse(client.user()));
    for (Message message : request.messages()) {
      hash.add(message.role().name());
      hash.add(message.text());
      if (message.role() == Role.USER) {
        break;
      }
    }
    return "c-" + HexFormat.of().toHexDigits(hash.value());
  }
}
