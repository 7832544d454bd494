package io.signalbox.engine.route.client;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which agent of a program asks: its main one, or one that it has sent off with a task of its own.
/// Headers as sent by Claude Code 2.1.197 (its kind of agent: 2.1.273, where the user lets it send
/// hints), Codex 0.169.0, opencode 1.18.30, Gemini CLI 0.61.0 and Kilo Code.
public final class CallingAgent {
  static final String MAIN = "main";
  static final String SUBAGENT = "subagent";

  private static final int LONGEST = 60; // characters

  /// Values of Codex's header that are no agents.
  private static final Set<String> NO_AGENTS = Set.of("", "compact", "false", "0");

  /// Headers that only a sub-agent's requests have.
  private static final List<String> PARENTS =
      List.of(
          "x-claude-code-agent-id",
          "x-claude-code-parent-agent-id",
          "x-codex-parent-thread-id",
          "x-parent-session-id",
          "x-kilocode-parent-taskid");

  /// What Claude Code writes at the head of its system prompt.
  private static final String BILLED = "cc_is_subagent=true";

  /// By this tool an agent that Gemini CLI has sent off reports; its main one does not have it.
  private static final String REPORT = "complete_task";

  private static final int HEAD = 500; // characters

  private CallingAgent() {}

  /// Never empty; a program that shows nothing is its main agent.
  public static String of(ChatRequest request, Client client) {
    return ClientLabel.of("agent", request, client).orElseGet(() -> shown(request, client));
  }

  private static String shown(ChatRequest request, Client client) {
    Map<String, String> headers = client.headers();
    String kind = headers.getOrDefault("x-claude-code-agent-type", "").strip();
    if (!kind.isEmpty() && kind.length() <= LONGEST) {
      return kind;
    }
    String codex = headers.getOrDefault("x-openai-subagent", "").strip();
    if (!NO_AGENTS.contains(codex) && codex.length() <= LONGEST) {
      return codex;
    }
    return isSubagent(request, headers) ? SUBAGENT : MAIN;
  }

  private static boolean isSubagent(ChatRequest request, Map<String, String> headers) {
    String hint = headers.getOrDefault("x-claude-code-request-class", "");
    if (hint.equals("subagent") || hint.equals("workflow")) {
      return true;
    }
    boolean parent = PARENTS.stream().anyMatch(name -> isSent(name, headers));
    return parent || isBilled(request.systemText()) || reports(request, headers);
  }

  private static boolean reports(ChatRequest request, Map<String, String> headers) {
    return ClientProgram.of(headers).equals(ClientProgram.GEMINI_CLI)
        && request.tools().stream().anyMatch(tool -> tool.name().equals(REPORT));
  }

  private static boolean isSent(String name, Map<String, String> headers) {
    return !headers.getOrDefault(name, "").isBlank();
  }

  private static boolean isBilled(String system) {
    return system.startsWith("x-anthropic-billing-header:")
        && system.substring(0, Math.min(HEAD, system.length())).contains(BILLED);
  }
}
