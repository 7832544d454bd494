package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is cut where one model goes on with the answer of another, in pieces of any size.
final class OverlapTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'Paris is the capital of France, and'|'the capital of France, and lies on'|' lies on'",
        "'Paris is the capital of France, and'|' capital of France, and lies on'|' lies on'",
        "'Paris is the capital of France, and'|' lies on'|' lies on'",
        "'Paris is the capital of France, and'|'Paris is the capital of France, and more'|' more'",
        "'It was the best of times'|'times of all'|'times of all'",
        "'bana'|'na'|'na'",
        "'1, 1, 1, 1, 1, 1, 1, 1,'|' 1, 1, 1, 1, 1, 1, 1'|' 1, 1, 1, 1, 1, 1, 1'",
        "'A word that is interrup'|'interrupted here'|'interrupted here'",
        "'It is far longer than'|'It is far shorter'|'It is far shorter'"
      })
  void whatIsRepeatedInOneWayOnlyIsCut(String said, String comes, String passed) {
    for (int size = 1; size <= comes.length(); size++) {
      assertEquals(passed, inPieces(Overlap.ofAsked(said), comes, size), "pieces of " + size);
    }
  }

  @Test
  void repetitionIsLookedForInTheLastWordsOnly() {
    String end = "words at the very end ";
    String said = "begin " + "x".repeat(300) + " middle of it " + "y".repeat(180) + " " + end;
    assertEquals("go on", inPieces(Overlap.ofAsked(said), end + "go on", 3));
    assertEquals("middle of it " + "z", inPieces(Overlap.ofAsked(said), "middle of it " + "z", 3));
  }

  @Test
  void whiteSpaceThatWasLeftOutOfTheBeginningIsNotSaidTwice() {
    assertEquals("on", inPieces(Overlap.ofPrefilled("go ", false), " on", 1));
    assertEquals("on", inPieces(Overlap.ofPrefilled("go ", false), "on", 1));
    assertEquals("go on", inPieces(Overlap.ofPrefilled("go ", false), "go on", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'go '|'go on'|'on'",
        "'go'|'go on'|' on'",
        "'go '|'on'|'on'",
        "'go '|' on'|'on'",
        "'go'|' on'|' on'",
        "' go '|' go on'|'on'",
        "' go '|' on'|'on'",
        "' '|' on'|'on'"
      })
  void beginningThatAnApiMayRepeatIsCutIfItDoes(String said, String comes, String passed) {
    for (int size = 1; size <= comes.length(); size++) {
      assertEquals(passed, inPieces(Overlap.ofPrefilled(said, true), comes, size));
    }
  }

  private static String inPieces(Overlap overlap, String text, int size) {
    var passed = new StringBuilder();
    for (int at = 0; at < text.length(); at += size) {
      passed.append(overlap.take(text.substring(at, Math.min(text.length(), at + size))));
    }
    return passed + overlap.flush();
  }
}
