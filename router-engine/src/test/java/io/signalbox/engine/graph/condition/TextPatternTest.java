package io.signalbox.engine.graph.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our machine finds what RE2/J finds, and counts what it does.
final class TextPatternTest {
  private static final int ROUNDS = 1_500;
  private static final String[] PARTS = {
    "a",
    "b",
    ".",
    "k",
    "ſ",
    "ä",
    "Ä",
    "[ab]",
    "[^a]",
    "\\w",
    "\\W",
    "\\d",
    "\\s",
    "\\b",
    "\\B",
    "^",
    "$",
    "\\A",
    "\\z",
    "(?i)",
    "(?m)",
    "(?s)",
    "(?-i)",
    "(?i:K)",
    "[[:alpha:]]",
    "\\pL",
    "[^äb]",
    "x{0}",
    "\\.",
    "[a-c]",
    "(?:)",
    "\n",
    "\\n",
    "[]a]",
    "[\\w-]",
    "K",
    "S",
    "\\x41",
    "é",
    "😀"
  };
  private static final String[] REPEATS = {
    "*", "+", "?", "{2}", "{0,2}", "{1,}", "*?", "+?", "{,2}"
  };
  private static final String[] LETTERS = {
    "a", "b", "A", "k", "K", "\u212a", "ſ", "s", "S", "ä", "Ä", " ", "\n", "1", "_", ".", "é", "😀",
    "\ud800", "c", "]"
  };

  @Test
  void randomExpressionsMeanTheSameInBoth() {
    int compared = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new Random(seed);
      String regex = regex(random, 3);
      if (isRight(regex)) {
        var ours = TextPattern.of(regex);
        var theirs = Pattern.compile(regex);
        for (int i = 0; i < 6; i++) {
          String text = text(random);
          assertEquals(
              theirs.matcher(text).find(),
              ours.isIn(text, new Steps(Long.MAX_VALUE)),
              () -> regex + " in " + text);
          compared++;
        }
      }
    }
    assertTrue(compared > ROUNDS, "only " + compared + " could be compared");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)\\b(urgent|asap|emergency)\\b",
        "(?i)^(translate|übersetze)\\b.*\\bto\\b",
        "[A-Z]{2}\\d{2}[A-Z0-9]{11,30}",
        "\\b\\d{3}-\\d{2}-\\d{4}\\b",
        "(select|insert|update)\\s+.*\\s+(from|into)",
        "^\\s*#!/bin/(ba)?sh",
        "```(python|java|rust)",
      })
  void usualExpressionTakesOneStepForEachCharacter(String regex) {
    String text = "Please look at the colours of this, soon. ".repeat(200_000);
    var steps = new Steps(Long.MAX_VALUE);
    TextPattern.of(regex).isIn(text, steps);
    assertTrue(steps.used() <= text.length() + 64, regex + " took " + steps.used());
    assertTrue(TextPattern.of(regex).worst(text.length()) >= steps.used());
  }

  @Test
  void countedRepetitionsEndWithTheirBudget() {
    var pattern = TextPattern.of("a.{0,400}a.{0,400}z");
    var steps = new Steps(Steps.OF_CONDITION);
    String text =
        new Random(1)
            .ints(4 << 20, 'a', 'c')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    assertThrows(Steps.OverBudgetException.class, () -> pattern.isIn(text, steps));
    assertFalse(pattern.isIn("a".repeat(4 << 20), new Steps(Steps.OF_CONDITION)));
  }

  @Test
  void stepsAreNeverMoreThanTheBoundAndAlwaysTheSame() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      String regex = regex(random, 3) + (seed % 3 == 0 ? ".{0,60}b.{0,60}a" : "");
      String text = text(random).repeat(50);
      if (isRight(regex)) {
        var first = new Steps(Long.MAX_VALUE);
        var again = new Steps(Long.MAX_VALUE);
        TextPattern.of(regex).isIn(text, first);
        TextPattern.of(regex).isIn(text, again);
        assertEquals(first.used(), again.used(), regex);
        assertTrue(first.used() <= TextPattern.of(regex).worst(text.length()), regex);
      }
    }
  }

  private static boolean isRight(String regex) {
    try {
      Pattern.compile(regex);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static String regex(Random random, int depth) {
    var made = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      made.append(
          depth > 0 && random.nextInt(4) == 0
              ? "(" + regex(random, depth - 1) + "|" + regex(random, depth - 1) + ")"
              : PARTS[random.nextInt(PARTS.length)]);
      if (random.nextInt(4) == 0) {
        made.append(REPEATS[random.nextInt(REPEATS.length)]);
      }
    }
    return made.toString();
  }

  private static String text(Random random) {
    var made = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      made.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return made.toString();
  }

  /// A text is read in pieces, at whose borders half of a pair may stand.
  @Test
  void matchesAcrossTheBordersOfPieces() {
    for (int before = 1_018; before <= 1_026; before++) {
      for (String found : new String[] {"😀sql", "\ud83dsql", "\ude00sql", "sql"}) {
        String text = "x".repeat(before) + found + "y".repeat(3_000);
        for (String regex :
            new String[] {"sql", "😀sql", "x.sqly", "[^x]sq", "y{2}\\z", "sql\\z"}) {
          assertEquals(
              Pattern.compile(regex).matcher(text).find(),
              TextPattern.of(regex).isIn(text, new Steps(Long.MAX_VALUE)),
              () -> regex + " in " + text.substring(1_015, 1_035));
        }
      }
    }
  }
}
