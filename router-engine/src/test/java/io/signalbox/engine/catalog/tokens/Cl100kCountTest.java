package io.signalbox.engine.catalog.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.signalbox.engine.CpuTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our counting in `cl100k_base` against JTokkit's.
final class Cl100kCountTest {
  private static final Encoding REFERENCE =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

  private static void check(String text) {
    // Half of a surrogate pair is sent as a question mark.
    String sent = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertEquals(
        REFERENCE.countTokensOrdinary(sent),
        Cl100kCount.tokens(text),
        () -> text.codePoints().mapToObj("%x "::formatted).toList().toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void countsRandomTextsLikeTheReference(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 4_000; i++) {
      check(SampleTexts.fragments(random));
      check(SampleTexts.characters(random));
      check(SampleTexts.words(random));
    }
    for (int i = 0; i < 100; i++) {
      check(SampleTexts.run(random, 1 + random.nextInt(300)));
    }
  }

  @Test
  void takesEveryCharacterForWhatItIs() {
    for (int c = 0; c < 0x33FFF; c++) {
      String one = Character.toString(c);
      check(one + one + " " + one + "a1'" + one + "\n" + one + "B\u0301 " + one + "C" + one);
    }
  }

  @Test
  void countsTheProjectLikeTheReference() {
    var texts = SampleTexts.ofProject(".md", ".yaml", ".py");
    assertTrue(texts.size() > 50, () -> texts.size() + " files");
    texts.forEach(Cl100kCountTest::check);
  }

  @Test
  void takesNoMoreThanATimesLogarithmForATextWithoutSpaces() {
    String text = "ab".repeat(500_000);
    var taken = CpuTime.of(() -> Cl100kCount.tokens(text));
    assertTrue(taken.compareTo(Duration.ofSeconds(20)) < 0, taken::toString);
  }
}
