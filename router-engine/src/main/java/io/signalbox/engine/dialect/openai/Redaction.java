package io.signalbox.engine.dialect.openai;

import java.util.regex.Pattern;

/// Makes a provider's message fit to be shown: keys, which some providers repeat in their errors,
/// are blacked out, and the rest is shortened.
final class Redaction {
  private static final int MOST = 500;
  private static final int LOOKED_AT = 4_000;
  private static final String BLACK = "•••";

  /// Known beginnings of keys, bearer headers, and long runs without a separator.
  private static final Pattern KEY =
      Pattern.compile(
          "(?i:bearer)\\s+[^\\s\"',]+"
              + "|\\b(?:sk|pk|rk|gsk|xai|csk|fw|tgp|hf|nvapi|key|dsk|r8)[-_][A-Za-z0-9*_.-]{4,}"
              + "|\\bAIza[A-Za-z0-9_-]{8,}"
              + "|\\b[A-Za-z0-9]{2,12}\\*{3,}[A-Za-z0-9]*"
              + "|\\b[A-Za-z0-9]{32,}\\b");

  private Redaction() {}

  static String of(String message) {
    String first = message.substring(0, Math.min(message.length(), LOOKED_AT));
    String clean = KEY.matcher(first).replaceAll(BLACK).strip();
    return clean.length() <= MOST ? clean : clean.substring(0, MOST - 1) + "…";
  }
}
