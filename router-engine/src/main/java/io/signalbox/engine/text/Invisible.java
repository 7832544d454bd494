package io.signalbox.engine.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/// Which characters can be seen and do nothing else.
final class Invisible {
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;
  private static final int TEXT_STYLE = 0xFE0E;
  private static final int EMOJI_STYLE = 0xFE0F;

  /// Format characters by their category, and yet signs that are drawn around a number.
  private static final Set<Integer> DRAWN =
      Set.of(
          0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD,
          0x110CD);

  /// Letters and marks by their category, and yet nothing is drawn.
  private static final Set<Integer> NOT_DRAWN =
      Set.of(0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0);

  /// Scripts whose words need joiners to be spelled.
  private static final Set<UnicodeScript> JOINED =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.NKO,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private Invisible() {}

  /// Whether a character is shown as it is.
  ///
  /// @param before the one that was shown before it
  static boolean isShown(int c, int before) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> DRAWN.contains(c) || joins(c, before);
      case Character.NON_SPACING_MARK ->
          isSelector(c) ? selects(c, before) : !NOT_DRAWN.contains(c);
      default -> !NOT_DRAWN.contains(c);
    };
  }

  private static boolean joins(int c, int before) {
    return switch (c) {
      case JOINER -> isJoined(before) || isEmoji(before) || before == EMOJI_STYLE;
      case NON_JOINER -> isJoined(before);
      default -> false;
    };
  }

  private static boolean isJoined(int before) {
    return JOINED.contains(UnicodeScript.of(before));
  }

  private static boolean isSelector(int c) {
    return (c >= 0xFE00 && c <= EMOJI_STYLE) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  private static boolean selects(int c, int before) {
    return (c == TEXT_STYLE || c == EMOJI_STYLE)
        ? isEmoji(before)
        : Character.isIdeographic(before) || Character.getType(before) == Character.MATH_SYMBOL;
  }

  /// Digits, `#` and `*` are emoji by the letter.
  private static boolean isEmoji(int c) {
    return c > 0x7f && (Character.isEmoji(c) || Character.isExtendedPictographic(c));
  }
}
