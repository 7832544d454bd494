package io.signalbox.engine.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The words in which similar texts must not differ. */
final class TellingWordsTest {
  private static void assertTold(String text, String... words) {
    assertEquals(List.of(words), TellingWords.of(text));
  }

  @Test
  void numbersNamesAndNegationsTellInTheirOrder() {
    assertTold("Does Anna like Bob?", "anna", "bob");
    assertTold("Does Bob like Anna?", "bob", "anna");
    assertTold("what is 17 % of 3.5?", "17", "3", "5");
    assertTold("Can I not return it, or isn't that possible?", "not", "isn't");
    assertTold("Open the A4 now, WITHOUT delay", "a4", "without");
  }

  @Test
  void beginningsOfSentencesAndThePronounTellNothing() {
    assertTold("How can I do it? Please say. I'm new.\nThanks: Yours");
    assertTold("\"What\" is it");
    assertTold("");
  }
}
