package io.signalbox.engine.route.client;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which program sends a request, by its headers: those that only it sends, else the first name in
/// its `user-agent`. Header names as sent by Claude Code 2.1.197, Codex 0.169.0 and Gemini CLI
/// 0.61.0.
public final class ClientProgram {
  private static final int LONGEST = 60; // characters
  private static final String ENDS = "/ ;(,"; // a name

  static final String CLAUDE_CODE = "claude-code";
  static final String GEMINI_CLI = "gemini-cli";

  private record Mark(String program, String header, String agent) {}

  private static final List<Mark> KNOWN =
      List.of(
          new Mark(CLAUDE_CODE, "x-claude-code-session-id", "claude-cli"),
          new Mark("codex", "x-codex-", "codex"),
          new Mark("opencode", "x-opencode-", "opencode"),
          new Mark("qwen-code", "x-qwen-code-", "qwencode"),
          new Mark(GEMINI_CLI, "x-gemini-cli-", "geminicli"));

  private ClientProgram() {}

  /// Its name in lower case, as in `claude-code` and `curl`; empty if the headers do not say.
  public static String of(Map<String, String> headers) {
    String agent = headers.getOrDefault("user-agent", "").strip().toLowerCase(Locale.ROOT);
    for (Mark mark : KNOWN) {
      if (agent.startsWith(mark.agent()) || isSent(headers, mark.header())) {
        return mark.program();
      }
    }
    return firstName(agent);
  }

  private static boolean isSent(Map<String, String> headers, String beginning) {
    for (String name : headers.keySet()) {
      if (name.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  private static String firstName(String agent) {
    int end = 0;
    while (end < agent.length() && ENDS.indexOf(agent.charAt(end)) < 0) {
      end++;
    }
    return end <= LONGEST ? agent.substring(0, end) : "";
  }
}
