package io.signalbox.engine.route.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a program wants an answer for.
final class RequestPurposeTest {
  private static final Map<String, String> CLAUDE =
      Map.of("user-agent", "claude-cli/2.1.197 (external, cli)");

  @ParameterizedTest
  @CsvSource({
    "x-claude-code-request-class, main, chat",
    "x-claude-code-request-class, subagent, chat",
    "x-claude-code-request-class, compaction, compact",
    "x-claude-code-request-class, auxiliary, background",
    "x-openai-subagent, compact, compact",
    "x-openai-subagent, review, chat",
    "x-openai-subagent, memory_consolidation, background",
    "x-openai-memgen-request, true, background",
    "user-agent, curl/8.4.0, chat"
  })
  void readsHeadersOfCodingAgents(String header, String value, String purpose) {
    var request = ChatRequest.ofText("gpt-5.1", "Why does this loop never end?");
    assertEquals(purpose, RequestPurpose.of(request, client(Map.of(header, value))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          title      | Generate a concise, sentence-case title (3-7 words) that captures the topic.
          title      | You are a title generator. You output ONLY a thread title.
          compact    | You are a helpful AI assistant tasked with summarizing conversations.
          compact    | You are an anchored context summarization assistant for coding sessions.
          compact    | You are a context summarization assistant. Your task is to read a conversation.
          compact    | You are a specialized system component responsible for distilling chat history.
          background | You are a specialized Task Routing AI. Your sole function is to choose a model.
          background | You are an expert code-editing assistant. Your task is to analyze a failed edit.
          background | You are an assistant for performing a web search tool use
          chat       | You are a helpful assistant.
          chat       | Say what the prompt "You are a title generator" does.
          """)
  void readsSystemPromptsOfCodingAgents(String purpose, String system) {
    assertEquals(purpose, RequestPurpose.of(prompted("m", system, "hello"), Client.LOCAL));
  }

  @Test
  void readsSystemPromptBelowClaudeCodesHead() {
    String head = "x-anthropic-billing-header: cc_version=2.1.197;\n\nYou are Claude Code.\n\n";
    String title = head + "Generate a concise, sentence-case title (3-7 words).";
    assertEquals("title", RequestPurpose.of(prompted("haiku", title, "x"), client(CLAUDE)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          compact    | CRITICAL: Respond with TEXT ONLY. Do NOT call any tools.
          compact    | Your task is to create a detailed summary of the conversation so far
          compact    | You are performing a CONTEXT CHECKPOINT COMPACTION. Create a handoff summary.
          title      | Summarize the user's primary intent or goal in this conversation in one sentence
          background | Analyze *only* the content and structure of your immediately preceding response
          background | [SUGGESTION MODE: Suggest what the user might naturally type next]
          """)
  void readsLastMessageOfCodingAgents(String purpose, String text) {
    assertEquals(
        purpose, RequestPurpose.of(prompted("m", "You are an agent.", text), Client.LOCAL));
  }

  @Test
  void takesClaudeCodesCallsOfItsSmallModelWithoutToolsForErrands() {
    var small = ChatRequest.ofText("claude-haiku-4-5", "Is this command safe?");
    assertEquals("background", RequestPurpose.of(small, client(CLAUDE)));
    assertEquals("chat", RequestPurpose.of(small, Client.LOCAL));
    var large = ChatRequest.ofText("claude-opus-4-5", "Is this command safe?");
    assertEquals("chat", RequestPurpose.of(large, client(CLAUDE)));
  }

  @Test
  void labelOfAppWinsOverWhatIsFoundOut() {
    var client = new Client("", "", CLAUDE, Map.of("purpose", "eval"));
    assertEquals("eval", RequestPurpose.of(ChatRequest.ofText("haiku", "x"), client));
  }

  private static ChatRequest prompted(String model, String system, String text) {
    return ChatRequest.ofMessages(
        model, List.of(Message.of(Role.SYSTEM, system), Message.of(Role.USER, text)));
  }

  private static Client client(Map<String, String> headers) {
    return new Client("", "", headers, Map.of());
  }
}
