package io.signalbox.engine.route.client;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a program wants an answer for: a turn of the conversation, or something of its own. A label
/// says it, or a header that the program sends for it, or how it begins its own prompts.
///
/// Headers and prompts as sent by Claude Code 2.1.197 (the hints for gateways: 2.1.273), Codex
/// 0.169.0, opencode 1.18.30, Gemini CLI 0.61.0, pi and Open WebUI.
public final class RequestPurpose {
  static final String CHAT = "chat";
  static final String TITLE = "title";
  static final String COMPACT = "compact";
  static final String BACKGROUND = "background";
  static final String EMBEDDING = "embedding";

  /// So much of a prompt is looked at, in characters.
  private static final int LOOKED_AT = 4_000;

  /// How a line of the system prompt or of the last message begins.
  private record Mark(String beginning, String purpose) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark("generate a concise, sentence-case title", TITLE),
          new Mark("return a short title", TITLE),
          new Mark("you are a title generator", TITLE),
          new Mark("generate a title for this conversation", TITLE),
          new Mark("you will generate a short title based on the first message", TITLE),
          new Mark("generate a concise, 3-5 word title", TITLE),
          new Mark("critical: respond with text only. do not call any tools", COMPACT),
          new Mark("your task is to create a detailed summary of th", COMPACT),
          new Mark("you are a helpful ai assistant tasked with summarizing conversations", COMPACT),
          new Mark("you are an anchored context summarization assistant", COMPACT),
          new Mark("you are a context summarization assistant", COMPACT),
          new Mark("you are performing a context checkpoint compaction", COMPACT),
          new Mark("you are a specialized system component responsible for distilling", COMPACT),
          new Mark("summarize the user's primary intent or goal in this conversation", TITLE),
          new Mark("you are a task routing ai", BACKGROUND),
          new Mark("you are a specialized task routing ai", BACKGROUND),
          new Mark("analyze *only* the content and structure of your immediately", BACKGROUND),
          new Mark("you are a diagnostic agent that determines whether", BACKGROUND),
          new Mark("you are an expert code-editing assistant", BACKGROUND),
          new Mark("you are an assistant for performing a web search tool use", BACKGROUND),
          new Mark("[suggestion mode:", BACKGROUND));

  private RequestPurpose() {}

  /// Never empty; a program that shows nothing wants to chat. Whoever asks for vectors does not
  /// chat, whatever a label says.
  public static String of(ChatRequest request, Client client) {
    if (request.embedding().isPresent()) {
      return EMBEDDING;
    }
    return ClientLabel.of("purpose", request, client).orElseGet(() -> shown(request, client));
  }

  private static String shown(ChatRequest request, Client client) {
    Map<String, String> headers = client.headers();
    String hint = headers.getOrDefault("x-claude-code-request-class", "");
    String subagent = headers.getOrDefault("x-openai-subagent", "");
    if (hint.equals("compaction") || subagent.equals("compact")) {
      return COMPACT;
    }
    String marked = marked(request);
    if (!marked.equals(CHAT)) {
      return marked;
    }
    boolean own =
        hint.equals("auxiliary")
            || subagent.equals("memory_consolidation")
            || headers.getOrDefault("x-openai-memgen-request", "").equals("true")
            || isErrand(request, headers);
    return own ? BACKGROUND : CHAT;
  }

  private static String marked(ChatRequest request) {
    String system = beginning(request.systemText());
    String last = beginning(request.lastUserText());
    return MARKS.stream()
        .filter(mark -> begins(system, mark) || begins(last, mark))
        .map(Mark::purpose)
        .findFirst()
        .orElse(CHAT);
  }

  private static boolean begins(String text, Mark mark) {
    return text.startsWith(mark.beginning()) || text.contains("\n" + mark.beginning());
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(text.length(), LOOKED_AT)).toLowerCase(Locale.ROOT);
  }

  /// Claude Code sends errands (checks of commands, summaries of pages) to its small model, without
  /// tools and without thinking; a turn always has tools.
  private static boolean isErrand(ChatRequest request, Map<String, String> headers) {
    boolean small = request.model().toLowerCase(Locale.ROOT).contains("haiku");
    boolean probe = request.sampling().maxTokens().orElse(0) == 1;
    return ClientProgram.of(headers).equals(ClientProgram.CLAUDE_CODE)
        && request.tools().isEmpty()
        && request.sampling().reasoningEffort().isEmpty()
        && (small || probe);
  }
}
