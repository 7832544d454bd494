package io.signalbox.engine.graph.condition;

/// Looks for a text in another one in linear time: each character is looked at once, whatever both
/// are (Knuth, Morris, Pratt). `String.contains` takes the product of both lengths in bad cases.
final class TextSearch {
  static final int CHARS_A_STEP = 2;

  private TextSearch() {}

  static boolean contains(String text, String wanted, Steps steps) {
    steps.spend(text.length() / CHARS_A_STEP + wanted.length());
    if (wanted.length() <= 1 || wanted.length() > text.length()) {
      return wanted.length() <= text.length() && text.contains(wanted);
    }
    return find(text, wanted, borders(wanted));
  }

  private static boolean find(String text, String wanted, int[] borders) {
    char first = wanted.charAt(0);
    int same = 0; // so many characters before i are a beginning of what is wanted
    for (int i = 0; i < text.length(); i++) {
      if (same == 0) {
        i = text.indexOf(first, i);
        if (i < 0) {
          return false;
        }
      }
      char c = text.charAt(i);
      while (same > 0 && c != wanted.charAt(same)) {
        same = borders[same - 1];
      }
      same += c == wanted.charAt(same) ? 1 : 0;
      if (same == wanted.length()) {
        return true;
      }
    }
    return false;
  }

  /// By place: how long the longest beginning is that also ends there.
  private static int[] borders(String wanted) {
    var borders = new int[wanted.length()];
    int same = 0;
    for (int i = 1; i < borders.length; i++) {
      while (same > 0 && wanted.charAt(i) != wanted.charAt(same)) {
        same = borders[same - 1];
      }
      same += wanted.charAt(i) == wanted.charAt(same) ? 1 : 0;
      borders[i] = same;
    }
    return borders;
  }
}
