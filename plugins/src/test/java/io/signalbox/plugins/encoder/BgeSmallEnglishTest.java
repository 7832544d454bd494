package io.signalbox.plugins.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.plugin.Encoder;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.TextEncoder;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BgeSmallEnglishTest {
  private static final TextEncoder ENCODER = opened();

  @Test
  void isFoundAsPlugin() {
    assertEquals(
        List.of("bge-small-en"), Plugins.find().encoders().stream().map(Encoder::name).toList());
    assertEquals(Set.of("en"), ENCODER.languages());
  }

  @Test
  void isLoadedOnce() {
    Encoder found = Plugins.find().encoder("bge-small-en").orElseThrow();
    assertEquals(found.open(), found.open());
  }

  @Test
  void vectorsHaveLengthOne() {
    for (String text : List.of("", "a", "How do I locate my card?", "card ".repeat(2_000))) {
      float[] vector = ENCODER.encode(text);
      assertEquals(ENCODER.dimensions(), vector.length);
      assertEquals(1, dot(vector, vector), 1e-5);
    }
  }

  @Test
  void likeMeaningsAreCloserThanOthers() {
    float[] card = ENCODER.encode("How do I locate my card?");
    float[] arrival = ENCODER.encode("Is there a way to know when my card will arrive?");
    float[] loop = ENCODER.encode("Why does my Python loop never end?");
    assertTrue(dot(card, arrival) > 0.75, () -> "close: " + dot(card, arrival));
    assertTrue(dot(card, loop) < 0.6, () -> "far: " + dot(card, loop));
  }

  @Test
  void sameTextHasSameVectorOnAllThreads() {
    float[] once = ENCODER.encode("Where is my money?");
    IntStream.range(0, 16)
        .parallel()
        .forEach(i -> assertArrayEquals(once, ENCODER.encode("Where is my money?")));
  }

  private static TextEncoder opened() {
    return switch (Plugins.find().encoder("bge-small-en").orElseThrow().open()) {
      case Encoder.Opened.Ready ready -> ready.encoder();
      case Encoder.Opened.Broken broken -> throw new AssertionError(broken.problem().line());
    };
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
