package io.signalbox.engine.secret;

import java.util.regex.Pattern;

/// What keys look like: the one list of the prefixes that providers give their keys.
public final class KeyForms {
  private static final String DASHED = "sk|pk|rk|sess|pplx|xai|nvapi|fw|sbx";
  private static final String UNDERSCORED = "gsk|ghp|gho|hf|r8|csk|key|tgp|dsk|github_pat";

  /// Keys of clouds and signed tokens of three parts.
  private static final String OTHERS =
      "A[KS]IA[A-Z0-9]{16}|ya29\\.[A-Za-z0-9_-]{20,}+"
          + "|eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]*+";

  /// A whole key. What it finds in a file is one: a name that merely begins like one is not found.
  public static final Pattern WHOLE =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])(?:AIza[A-Za-z0-9_-]{20,}+|(?=[A-Za-z_.-]*+[0-9])(?:(?:"
              + DASHED
              + ")-[A-Za-z0-9_-]{16,}+|(?:"
              + UNDERSCORED
              + ")_[A-Za-z0-9_-]{16,}+|"
              + OTHERS
              + "))");

  /// A key or what may be a part of one, cut or starred out, as in a provider's message.
  static final String PART =
      "\\b(?i:"
          + DASHED
          + "|"
          + UNDERSCORED
          + ")[-_][A-Za-z0-9*_.-]{4,}+|\\bAIza[A-Za-z0-9_*-]{8,}+|\\b(?:"
          + OTHERS
          + ")";

  private KeyForms() {}
}
