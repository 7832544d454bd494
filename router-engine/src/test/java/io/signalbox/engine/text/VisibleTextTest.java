package io.signalbox.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "C:\\users\\x {1} \\d+",
        "Größe – 漢字, ελληνικά, العربية, עברית",
        "کتاب‌ها",
        "क्‍ष",
        "👩‍💻 ❤️ 🏳️‍🌈 👍🏽",
        "e\u0301"
      })
  void whatCanBeReadStays(String text) {
    assertEquals(text, VisibleText.line(text));
    assertEquals(text, VisibleText.lines(text));
  }

  @Test
  void commandsAndWhatCannotBeSeenIsWrittenOut() {
    assertEquals("\\u001b[31m", VisibleText.line("\u001b[31m"));
    assertEquals("a\\u000d\\u000ab\\u0009", VisibleText.line("a\r\nb\t"));
    assertEquals("a\nb\t\\u000dc", VisibleText.lines("a\r\nb\t\rc"));
    assertEquals("\\u007f\\u009b\\u0085", VisibleText.line("\u007f\u009b\u0085"));
    assertEquals("\\u202e\\u2067\\u200e\\u061c", VisibleText.line("\u202e\u2067\u200e\u061c"));
    assertEquals("\\u2028\\u2029\\ufeff", VisibleText.line("\u2028\u2029\ufeff"));
    assertEquals("\\udb40\\udc41", VisibleText.line("\udb40\udc41"));
    assertEquals("a\\ud800b\\udc00", VisibleText.line("a\ud800b\udc00"));
    assertEquals("\\ud83d\\ud83d", VisibleText.line("\ud83d\ud83d"));
    assertEquals("\\ue000\\uffff\\u3164", VisibleText.line("\ue000\uffff\u3164"));
  }

  @Test
  void joinersAndSelectorsStayOnlyWhereTheyAct() {
    assertEquals("ad\\u200dmin", VisibleText.line("ad\u200dmin"));
    assertEquals("ad\\u200cmin", VisibleText.line("ad\u200cmin"));
    assertEquals("gpt-4\\ufe0f", VisibleText.line("gpt-4\ufe0f"));
    assertEquals("👩\u200d\\u200d", VisibleText.line("👩\u200d\u200d"));
    assertEquals("a\\udb40\\udd00", VisibleText.line("a\udb40\udd00"));
  }

  @Test
  void escapesAreDistinguishableFromLiteralText() {
    assertEquals("\\u005cu001b", VisibleText.line("\\u001b"));
    for (String text : new String[] {"\\u001b\u001b", "\\\\u001b", "\\u005cu001b", "\\u00", "\\"}) {
      assertEquals(text, read(VisibleText.line(text)));
    }
  }

  private static String read(String shown) {
    return ESCAPE
        .matcher(shown)
        .replaceAll(found ->
            java.util.regex.Matcher.quoteReplacement(
                String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }

  @Test
  void everyCutGivesTheSameText() {
    String text = "a\r\nb\r \u001b[31m 😀\ud83d 👩\u200d💻\u202e\n\udc00\r";
    String whole = VisibleText.lines(text);
    for (int i = 0; i <= text.length(); i++) {
      for (int j = i; j <= text.length(); j++) {
        var pieces = VisibleText.pieces();
        String shown =
            pieces.take(text.substring(0, i))
                + pieces.take(text.substring(i, j))
                + pieces.take(text.substring(j))
                + pieces.end();
        assertEquals(whole, shown);
      }
    }
  }

  @Test
  void noCharacterThatCommandsIsEverShown() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String shown = VisibleText.line("a" + Character.toString(c) + "b");
      boolean commands = Character.isISOControl(c) || c >= 0x200B && c <= 0x200F;
      commands |= c >= 0x2028 && c <= 0x202E || c >= 0x2060 && c <= 0x206F;
      commands |= c >= 0xD800 && c <= 0xF8FF || c >= 0xE0000 || c == 0xFEFF || c == 0x61C;
      if (commands) {
        assertTrue(shown.startsWith("a\\u"), "U+%04X".formatted(c));
        assertFalse(shown.contains(Character.toString(c)), "U+%04X".formatted(c));
      }
    }
  }
}
