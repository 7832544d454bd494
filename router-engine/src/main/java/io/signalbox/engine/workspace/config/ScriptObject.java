package io.signalbox.engine.workspace.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The object that a program in JavaScript or TypeScript calls its config. Only what is written out
/// can be read; nothing is run.
final class ScriptObject {
  private static final Pattern START =
      Pattern.compile("(?i)config\\w*\\s*(?::\\s*[\\w<>]+\\s*)?[=:]\\s*\\{");

  private ScriptObject() {}

  /// The text with everything else blank, so that all keeps its place.
  static Optional<String> in(String text) {
    Matcher start = START.matcher(text);
    if (!start.find()) {
      return Optional.empty();
    }
    int from = start.end() - 1;
    int to = end(text, from);
    return Optional.of(blank(text.substring(0, from)) + text.substring(from, to));
  }

  private static String blank(String text) {
    return text.replaceAll("[^\n]", " ");
  }

  private static int end(String text, int from) {
    int depth = 0;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return at + 1;
      }
    }
    return text.length();
  }
}
