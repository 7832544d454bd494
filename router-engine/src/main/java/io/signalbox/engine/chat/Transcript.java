package io.signalbox.engine.chat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A conversation as a text that people and models can read.
public final class Transcript {
  private Transcript() {}

  /// All messages of a request, each under its role. Pictures, and what only one dialect knows, are
  /// named and not repeated; thinking is left out.
  public static String of(ChatRequest request) {
    return request.messages().stream()
        .map(each -> "[" + name(each.role()) + "]\n" + words(each.parts()))
        .collect(Collectors.joining("\n\n"));
  }

  /// A call of a tool.
  ///
  /// @param arguments JSON
  public static String call(String tool, String arguments) {
    return "[calls " + tool + " with " + arguments + "]";
  }

  private static String words(List<Part> parts) {
    return parts.stream()
        .map(Transcript::words)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String words(Part part) {
    return switch (part) {
      case Part.Text text -> text.text();
      case Part.ToolCall call -> call(call.name(), call.arguments());
      case Part.ToolResult result -> "[result] " + words(result.content());
      case Part.Reasoning reasoning -> "";
      case Part.Refusal refusal -> refusal.text();
      case Part.Image image -> "[image]";
      case Part.CacheMark mark -> "";
      case Part.Foreign foreign -> "[" + foreign.kind() + "]";
    };
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
