package io.signalbox.plugins.export.ways;

import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.ways.ConditionWords.TextTest;
import java.util.regex.Pattern;

/// Labels in the header `x-signalbox-metadata: task=translate, tier=free` as regular expressions
/// that PCRE and Rust read alike. Pure.
public final class LabelPattern {
  public static final String HEADER = "x-signalbox-metadata";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@+-]+");

  /// Spaces and tabs.
  private static final String BLANKS = "[[:blank:]]*";

  private LabelPattern() {}

  /// A header with a label that is so, whatever labels of its key come later.
  ///
  /// @throws UnspeakableException if key or value have other than plain characters
  public static String of(String key, TextTest test, String value) throws UnspeakableException {
    String said = plain(value);
    return any(key)
        + switch (test) {
          case EQUAL -> BLANKS + said + BLANKS + "(,|$)";
          case STARTS -> BLANKS + said;
          case ENDS -> "[^,]*" + said + BLANKS + "(,|$)";
          case CONTAINS -> "[^,]*" + said;
        };
  }

  /// The same of the last label of this key, which is the one that counts. For PCRE only.
  ///
  /// @throws UnspeakableException if key or value have other than plain characters
  public static String last(String key, TextTest test, String value) throws UnspeakableException {
    String first = any(key);
    String no = "(?!.*," + BLANKS + plain(key) + BLANKS + "=)";
    return first + no + of(key, test, value).substring(first.length());
  }

  /// A header with two labels of this key.
  public static String twice(String key) throws UnspeakableException {
    return any(key) + ".*," + BLANKS + plain(key) + BLANKS + "=";
  }

  /// A header with a label of this key.
  public static String any(String key) throws UnspeakableException {
    return "(^|,)" + BLANKS + plain(key) + BLANKS + "=";
  }

  private static String plain(String text) throws UnspeakableException {
    if (!PLAIN.matcher(text).matches()) {
      throw new UnspeakableException("a label with other than plain characters");
    }
    return text.replaceAll("[.+]", "[$0]");
  }
}
