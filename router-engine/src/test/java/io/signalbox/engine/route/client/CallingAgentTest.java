package io.signalbox.engine.route.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which agent of a program asks.
final class CallingAgentTest {
  private static final ChatRequest HELLO = ChatRequest.ofText("", "hello");

  @ParameterizedTest
  @CsvSource({
    "x-claude-code-agent-type, Explore, Explore",
    "x-claude-code-agent-id, a1, subagent",
    "x-claude-code-parent-agent-id, a1, subagent",
    "x-claude-code-request-class, subagent, subagent",
    "x-claude-code-request-class, workflow, subagent",
    "x-claude-code-request-class, main, main",
    "x-openai-subagent, review, review",
    "x-openai-subagent, compact, main",
    "x-codex-parent-thread-id, t1, subagent",
    "x-parent-session-id, ses_a, subagent",
    "x-kilocode-parent-taskid, t1, subagent",
    "user-agent, claude-cli/2.1.197, main",
    "x-claude-code-agent-id, '', main"
  })
  void readsHeadersOfCodingAgents(String header, String value, String agent) {
    assertEquals(agent, CallingAgent.of(HELLO, client(Map.of(header, value), Map.of())));
  }

  @Test
  void readsHeadOfClaudeCodesSystemPrompt() {
    String head = "x-anthropic-billing-header: cc_version=2.1.197; cc_is_subagent=true;\nYou are …";
    assertEquals("subagent", CallingAgent.of(prompted(head), Client.LOCAL));
    String quoted = "Explain cc_is_subagent=true";
    assertEquals("main", CallingAgent.of(prompted(quoted), Client.LOCAL));
  }

  @Test
  void agentOfGeminiCliThatReportsIsSentOff() {
    var report = new Tool("complete_task", "", "{}", false);
    var request = HELLO.withTools(List.of(report), new ToolChoice.Auto(), Optional.empty());
    var gemini = client(Map.of("user-agent", "GeminiCLI-tui/0.61.0/main (linux; x64)"), Map.of());
    assertEquals("subagent", CallingAgent.of(request, gemini));
    assertEquals("main", CallingAgent.of(HELLO, gemini));
    assertEquals("main", CallingAgent.of(request, Client.LOCAL));
  }

  @Test
  void labelOfAppWinsOverWhatIsFoundOut() {
    var client = client(Map.of("x-openai-subagent", "review"), Map.of("agent", "planner"));
    assertEquals("planner", CallingAgent.of(HELLO, client));
  }

  private static ChatRequest prompted(String system) {
    return ChatRequest.ofMessages(
        "", List.of(Message.of(Role.SYSTEM, system), Message.of(Role.USER, "hello")));
  }

  private static Client client(Map<String, String> headers, Map<String, String> labels) {
    return new Client("", "", headers, labels);
  }
}
