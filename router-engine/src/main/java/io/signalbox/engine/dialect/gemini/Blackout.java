package io.signalbox.engine.dialect.gemini;

import java.util.regex.Pattern;

/// A provider's words without anything that looks like a key, and not too many of them.
final class Blackout {
  private static final Pattern KEY =
      Pattern.compile(
          "(?i)(?:\\b(?:sk|pk|rk)[-_][A-Za-z0-9*_.-]{6,}"
              + "|AIza[A-Za-z0-9_*-]{10,}"
              + "|(?<=bearer )\\S{8,}"
              + "|(?<=x-api-key: )\\S{8,}"
              + "|\\b(?=[A-Za-z0-9_-]*\\d)(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{32,}\\b)");

  private Blackout() {}

  static String of(String text, int most) {
    // Cut first, generously: a pattern must not work on a body of any length.
    String some = text.substring(0, Math.min(text.length(), 4 * most));
    String safe = KEY.matcher(some).replaceAll("•••");
    return safe.length() <= most ? safe : safe.substring(0, most - 1) + "…";
  }
}
