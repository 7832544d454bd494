package io.signalbox.engine.route.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which program asks.
final class ClientProgramTest {
  @Test
  void knowsCodingAgentsByWhatOnlyTheySend() {
    assertEquals("claude-code", of("x-claude-code-session-id", "s1"));
    assertEquals("claude-code", of("user-agent", "claude-cli/2.1.197 (external, cli)"));
    assertEquals("codex", of("x-codex-window-id", "1"));
    assertEquals("codex", of("user-agent", "codex_exec/0.169.0 (Debian 12)"));
    assertEquals("qwen-code", of("user-agent", "QwenCode/0.15.10 (linux; x64)"));
  }

  @Test
  void takesTheFirstNameOfAnyOther() {
    assertEquals("curl", of("user-agent", "curl/8.4.0"));
    assertEquals("openai", of("user-agent", "OpenAI/Python 2.1.0"));
    assertEquals("", of("accept", "*/*"));
    assertEquals("", of("user-agent", "x".repeat(200)));
  }

  private static String of(String header, String value) {
    return ClientProgram.of(Map.of(header, value));
  }
}
