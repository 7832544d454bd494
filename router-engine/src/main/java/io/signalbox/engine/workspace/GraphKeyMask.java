package io.signalbox.engine.workspace;

import io.signalbox.engine.secret.KeyForms;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Masks what looks like a provider's API key in the text of a graph file, before it gets into a
/// message. Texts of providers: [io.signalbox.engine.secret.KeyMask]. Such a text is never
/// repeated, not even in a message about it.
final class GraphKeyMask {
  /// What stands instead of a key.
  static final String HIDDEN = "•••";

  /// A long run without spaces, of which [#looksRandom] decides.
  private static final Pattern LONG = Pattern.compile("[A-Za-z0-9_+/=-]{32,}+");

  private GraphKeyMask() {}

  /// Whether a text holds something that looks like a key.
  static boolean in(String text) {
    return text.length() >= 20 && !masked(text).equals(text);
  }

  /// The text with every such part hidden.
  static String masked(String text) {
    if (text.length() < 20) {
      return text;
    }
    String known = KeyForms.WHOLE.matcher(text).replaceAll(HIDDEN);
    return LONG.matcher(known)
        .replaceAll(
            found -> Matcher.quoteReplacement(looksRandom(found.group()) ? HIDDEN : found.group()));
  }

  /// A matcher over a whole text for keys with a known prefix.
  static Matcher known(String text) {
    return KeyForms.WHOLE.matcher(text);
  }

  /// Capitals, small letters and digits, changing often: words joined by dashes do not.
  private static boolean looksRandom(String run) {
    int changes = 0;
    int kinds = 0;
    int last = 0;
    for (int i = 0; i < run.length(); i++) {
      int kind = kind(run.charAt(i));
      kinds |= kind;
      changes += kind != last && kind != 0 && last != 0 ? 1 : 0;
      last = kind;
    }
    return kinds == 7 && changes * 4 >= run.length();
  }

  private static int kind(char c) {
    if (c >= '0' && c <= '9') {
      return 1;
    }
    if (c >= 'a' && c <= 'z') {
      return 2;
    }
    return c >= 'A' && c <= 'Z' ? 4 : 0;
  }
}
