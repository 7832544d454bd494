package io.signalbox.engine.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class IntentClassifierTest {
  private static final SequencedMap<String, List<String>> EXAMPLES = examples();

  @Test
  void textsGoToTheClassOfTheirWords() {
    IntentClassifier classifier = trained(EXAMPLES);
    assertEquals("code", classifier.classify("a function that sorts the list").label());
    assertEquals("maths", classifier.classify("prove this sum is a prime").label());
    assertEquals("weather", classifier.classify("how cold is it with rain").label());
  }

  @Test
  void knownTextsAreMoreConfidentThanOthers() {
    IntentClassifier classifier = trained(EXAMPLES);
    double known = classifier.classify("write a function that returns null").confidence();
    double unknown = classifier.classify("book me flights to Oslo").confidence();
    assertTrue(known > IntentClassifier.CALIBRATED, () -> "known: " + known);
    assertTrue(unknown < IntentClassifier.CALIBRATED, () -> "unknown: " + unknown);
  }

  @Test
  void trainingGivesTheSameEachTime() {
    IntentClassifier one = trained(EXAMPLES);
    IntentClassifier other = trained(EXAMPLES);
    for (String text : List.of("", "prove a function", "rain tomorrow", "book me flights")) {
      assertEquals(one.classify(text), other.classify(text));
    }
    assertEquals(one.assessment(), other.assessment());
  }

  @Test
  void twoClassesWithOneExampleEachAreEnough() {
    var few = new LinkedHashMap<String, List<String>>();
    few.put("yes", List.of("I agree with you"));
    few.put("no", List.of("that is wrong"));
    IntentVerdict verdict = trained(few).classify("I agree");
    assertEquals("yes", verdict.label());
    assertTrue(Double.isFinite(verdict.confidence()));
  }

  @Test
  void equalExamplesInAllClassesAreNoTrouble() {
    var same = new LinkedHashMap<String, List<String>>();
    same.put("a", List.of("same", "same"));
    same.put("b", List.of("same", "same"));
    assertTrue(Double.isFinite(trained(same).classify("same").confidence()));
    assertTrue(Double.isFinite(trained(same).classify("other").confidence()));
  }

  @Test
  void fewerThanTwoClassesAreRefused() {
    var one = new LinkedHashMap<>(Map.of("a", List.of("text")));
    assertThrows(IllegalArgumentException.class, () -> trained(one));
    one.put("b", List.of());
    assertThrows(IllegalArgumentException.class, () -> trained(one));
  }

  @Test
  void textThatWasAskedBeforeIsNotEncodedAgain() {
    var encoder = new CountingEncoder();
    IntentClassifier classifier = IntentClassifier.trained(encoder, EXAMPLES);
    int before = encoder.count();
    IntentVerdict first = classifier.classify("prove this sum");
    assertEquals(first, classifier.classify("prove this sum"));
    assertEquals(before + 1, encoder.count());
  }

  @Test
  void cachedEncoderRemembersVectorsAndGivesThemAway() {
    var counting = new CountingEncoder();
    var cached = new CachedEncoder(counting);
    cached.encode("text")[0] = 7;
    assertEquals(new WordBag().encode("text")[0], cached.encode("text")[0]);
    assertEquals(1, counting.count());
    cached.encode("long ".repeat(1_000));
    cached.encode("long ".repeat(1_000));
    assertEquals(3, counting.count());
  }

  @Test
  void assessmentCountsEachExampleOnce() {
    Assessment assessment = trained(EXAMPLES).assessment();
    assertEquals(15, assessment.tried());
    assertEquals(
        assessment.right(),
        assessment.classes().stream().mapToInt(Assessment.ClassResult::right).sum());
    assertEquals(
        assessment.tried() - assessment.right(),
        assessment.confusions().stream().mapToInt(Assessment.Confusion::count).sum());
    assertTrue(assessment.accuracy() > 0.6, () -> "accuracy: " + assessment.accuracy());
  }

  @Test
  void higherThresholdRefusesMoreAndAcceptsLess() {
    Assessment assessment = trained(EXAMPLES).assessment();
    var before = assessment.at(0);
    assertEquals(new Assessment.ErrorRates(0, 1), before);
    for (double threshold = 0.1; threshold <= 1; threshold += 0.1) {
      var now = assessment.at(threshold);
      assertTrue(now.knownRefused() >= before.knownRefused());
      assertTrue(now.unknownAccepted() <= before.unknownAccepted());
      before = now;
    }
  }

  @Test
  void labelsAreReadAsWords() {
    assertEquals("card arrival", LabelWords.of("card_arrival"));
    assertEquals("card arrival", LabelWords.of("cardArrival"));
    assertEquals("refund not showing up", LabelWords.of("Refund-not_showing.up"));
    assertEquals("", LabelWords.of("--"));
  }

  @Test
  void scaleSeparatesTheTwoKindsInTheirMiddle() {
    Scale scale = Scale.between(new double[] {6, 7, 8}, new double[] {2, 3, 4});
    assertEquals(5, scale.middle(), 1e-6);
    assertEquals(0.5, scale.share(5), 1e-6);
    assertTrue(scale.share(7) > 0.7 && scale.share(3) < 0.3);
    assertTrue(Scale.between(new double[] {1}, new double[] {1}).slope() > 0);
    assertTrue(Scale.between(new double[] {1}, new double[] {2}).slope() > 0);
  }

  private static IntentClassifier trained(SequencedMap<String, List<String>> examples) {
    return IntentClassifier.trained(new WordBag(), examples);
  }

  private static SequencedMap<String, List<String>> examples() {
    var examples = new LinkedHashMap<String, List<String>>();
    examples.put(
        "code",
        List.of(
            "why does this function return null",
            "write a function that sorts a list",
            "the loop in my function never ends",
            "a list of strings in a function",
            "write a loop that sorts strings"));
    examples.put(
        "maths",
        List.of(
            "prove that the sum of two primes is even",
            "integrate the sum of x and y",
            "prove this integral",
            "is the sum of x and y a prime",
            "prove that x is prime"));
    examples.put(
        "weather",
        List.of(
            "is there rain tomorrow",
            "how cold is it tomorrow",
            "rain or snow today",
            "how cold was it today",
            "will there be snow tomorrow"));
    return examples;
  }
}
