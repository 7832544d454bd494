package io.signalbox.engine.intent;

import java.util.Locale;
import java.util.regex.Pattern;

/// A class's label read as words: `card_arrival` and `cardArrival` are "card arrival".
final class LabelWords {
  private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})");
  private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}']+");

  private LabelWords() {}

  /// Empty if there are none.
  static String of(String label) {
    String apart = HUMP.matcher(label).replaceAll(" ");
    return GAP.matcher(apart).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }
}
