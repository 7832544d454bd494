package io.signalbox.plugins.export.ways;

import io.signalbox.plugins.export.UnspeakableException;
import io.signalbox.plugins.export.ways.ConditionWords.TextTest;
import java.util.regex.Pattern;

/// Labels in the header `x-signalbox-metadata: task=translate, tier=free` as regular expressions
/// that PCRE and Rust read alike. Pure.
public final class LabelPattern {
  public static final String HEADER = "x-signalbox-metadata";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@+-]+");

  private LabelPattern() {}

  /// A header with a label that is so.
  ///
  /// @throws UnspeakableException if key or value have other than plain characters
  public static String of(String key, TextTest test, String value) throws UnspeakableException {
    String said = plain(value);
    return any(key)
        + switch (test) {
          case EQUAL -> " *" + said + " *(,|$)";
          case STARTS -> " *" + said;
          case ENDS -> "[^,]*" + said + " *(,|$)";
          case CONTAINS -> "[^,]*" + said;
        };
  }

  /// A header with a label of this key.
  public static String any(String key) throws UnspeakableException {
    return "(^|,) *" + plain(key) + " *=";
  }

  private static String plain(String text) throws UnspeakableException {
    if (!PLAIN.matcher(text).matches()) {
      throw new UnspeakableException("a label with other than plain characters");
    }
    return text.replaceAll("[.+]", "[$0]");
  }
}
