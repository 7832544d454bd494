package io.signalbox.engine.route.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// To which conversation a request belongs.
final class ConversationIdTest {
  @Test
  void isTheSessionThatAgentsTell() {
    assertEquals("s1", of(Map.of("x-claude-code-session-id", "s1")));
    assertEquals("t1", of(Map.of("thread-id", "t1", "session-id", "s1")));
    assertEquals("mine", of(Map.of("x-session-id", "mine", "thread-id", "t1")));
  }

  @Test
  void isDerivedWhereNobodyTells() {
    assertTrue(of(Map.of("x-session-id", " ")).startsWith("c-"));
    assertEquals(of(Map.of()), of(Map.of()));
  }

  private static String of(Map<String, String> headers) {
    var client = new Client("", "", headers, Map.of());
    return ConversationId.of(ChatRequest.ofText("", "Hello"), client);
  }
}
