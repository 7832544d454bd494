package io.signalbox.plugins.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The numbers were taken from Hugging Face's tokenizers 0.22 with the same vocabulary. */
final class WordPiecesTest {
  private static WordPieces pieces;

  @BeforeAll
  static void readVocabulary() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            WordPiecesTest.class.getResourceAsStream("/bge-small-en-v1.5-q-tokenizer.json"))) {
      pieces = new WordPieces(Vocabulary.read(in));
    }
  }

  @Test
  void emptyTextHasOnlyItsEnds() {
    assertPieces("");
    assertPieces(" \t\n");
  }

  @Test
  void punctuationStandsAlone() {
    assertPieces("Hello, World!", 7592, 1010, 2088, 999);
    assertPieces(
        "I can't log in; what's wrong?",
        1045,
        2064,
        1005,
        1056,
        8833,
        1999,
        1025,
        2054,
        1005,
        1055,
        3308,
        1029);
    assertPieces(
        "email@example.com costs $5.00 + 3^2 ~ `x`",
        10373,
        1030,
        2742,
        1012,
        4012,
        5366,
        1002,
        1019,
        1012,
        4002,
        1009,
        1017,
        1034,
        1016,
        1066,
        1036,
        1060,
        1036);
    assertPieces(
        "“Quoted” — dashes… 3½ ²", 1523, 9339, 1524, 1517, 11454, 2229, 1529, 1017, 13714, 1082);
  }

  @Test
  void accentsAndCaseFallAway() {
    assertPieces("naïve café Ångström İstanbul", 15743, 7668, 17076, 15687, 9960);
    assertPieces("ΟΔΟΣ Straße ﬁne", 1169, 29722, 29730, 29733, 2358, 27807, 1984, 2638);
  }

  @Test
  void controlCharactersFallAway() {
    assertPieces("a\u200bb\u00adc\td\n\ne\u00a0f", 5925, 1040, 1041, 1042);
  }

  @Test
  void chineseCharactersAreWordsAndUnknownWordsAreOnePiece() {
    assertPieces("东京 is 美丽", 100, 1755, 2003, 1935, 100);
    assertPieces("😀 smile 🚀", 100, 2868, 100);
    assertPieces("x".repeat(101) + " y", 100, 1061);
  }

  @Test
  void longWordsAreCutIntoTheLongestPieces() {
    assertPieces(
        "unaffordableness supercalifragilisticexpialidocious",
        14477,
        4246,
        8551,
        3085,
        2791,
        3565,
        9289,
        10128,
        29181,
        24411,
        4588,
        10288,
        19312,
        21273,
        10085,
        6313);
  }

  @Test
  void namesOfSpecialPiecesAreText() {
    assertPieces("[SEP]", 1031, 19802, 1033);
  }

  @Test
  void longTextIsCut() {
    long[] numbers = pieces.of("card ".repeat(100_000));
    assertEquals(WordPieces.MOST, numbers.length);
    assertEquals(102, numbers[numbers.length - 1]);
    assertEquals(3, pieces.of("x".repeat(1_000_000)).length);
    assertEquals(WordPieces.MOST, pieces.of("🚀 ".repeat(100_000)).length);
  }

  private static void assertPieces(String text, long... inner) {
    var expected = new long[inner.length + 2];
    expected[0] = 101;
    System.arraycopy(inner, 0, expected, 1, inner.length);
    expected[expected.length - 1] = 102;
    assertArrayEquals(expected, pieces.of(text), text);
  }
}
