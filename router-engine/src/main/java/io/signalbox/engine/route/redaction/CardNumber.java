package io.signalbox.engine.route.redaction;

import java.util.regex.Pattern;

/// Numbers of payment cards: 13 to 19 digits whose last one is right (ISO/IEC 7812-1 Annex B).
final class CardNumber {
  private static final int FEWEST = 13;
  private static final int MOST = 19;

  /// How cards are written: in one run, in fours, or as 4-6-5. What is cut out of a longer row of
  /// digits, or has dots, must look so, or tables of numbers would be full of cards.
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\d{13,19}|\\d{4} \\d{4} \\d{4} \\d{4}(?: \\d{1,3})?|\\d{4} \\d{6} \\d{4,5}");

  private CardNumber() {}

  /// Where a card's number ends that begins at a place; -1 if there is none.
  ///
  /// @param within whether that lies in a longer row of digits
  static int end(char[] text, int from, boolean within) {
    var groups = new StringBuilder();
    boolean free = !within;
    boolean dots = false;
    int count = 0;
    int[] ends = new int[MOST + 1];
    int[] lengths = new int[MOST + 1]; // of groups
    int at = from;
    for (; at >= 0 && isDigit(text[at]) && count < MOST; at = NumberSeparators.next(text, at)) {
      groups.append(count > 0 && text[at - 1] != '\u200B' && !isDigit(text[at - 1]) ? " " : "");
      dots |= count > 0 && text[at - 1] == '.';
      groups.append(text[at]);
      count++;
      ends[count] = at + 1;
      lengths[count] = groups.length();
    }
    free &= at < 0 || !isDigit(text[at]);
    for (int digits = count; digits >= FEWEST; digits--) {
      String each = groups.substring(0, lengths[digits]);
      boolean edge = ends[digits] == text.length || !Character.isLetterOrDigit(text[ends[digits]]);
      boolean whole = digits == count && free && !dots;
      boolean fits = whole || (edge && SHAPE.matcher(each).matches());
      if (fits && isRight(each)) {
        return ends[digits];
      }
    }
    return -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isRight(String groups) {
    int sum = 0;
    boolean second = false;
    for (int i = groups.length() - 1; i >= 0; i--) {
      if (groups.charAt(i) != ' ') {
        int digit = (groups.charAt(i) - '0') * (second ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
        second = !second;
      }
    }
    return sum % 10 == 0;
  }
}
