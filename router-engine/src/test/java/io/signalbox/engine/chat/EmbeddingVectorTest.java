package io.signalbox.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddingVectorTest {
  private static EmbeddingVector decimals(String json) {
    return EmbeddingVector.ofDecimals(json).orElseThrow();
  }

  @Test
  void decimalsKeepTheirDigits() {
    assertEquals("[0.10000000149, -2.50e-1]", decimals(" [0.10000000149, -2.50e-1] ").decimals());
  }

  @Test
  void everyFloatSurvivesTheTripThroughDecimals() {
    var random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value)) {
        String packed = decimals("[" + value + "]").packed();
        String back = EmbeddingVector.ofPacked(packed).orElseThrow().decimals();
        assertEquals(value, Float.parseFloat(back.substring(1, back.length() - 1)));
        assertEquals(packed, decimals(back).packed());
      }
    }
  }

  @Test
  void lengthIsCountedInBothForms() {
    var vector = decimals("[1,2,3]");
    assertEquals(3, vector.length());
    assertEquals(3, EmbeddingVector.ofPacked(vector.packed()).orElseThrow().length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "[[1]]", "[\"a\"]", "[null]", "[true]", "[NaN]", "{}", "[1"})
  void whatIsNoListOfNumbersIsNoVector(String json) {
    assertEquals(Optional.empty(), EmbeddingVector.ofDecimals(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "AAA=", "AADAfw==", "AACAfw=="})
  void whatIsNoFiniteFloatIsNoVector(String base64) {
    assertTrue(EmbeddingVector.ofPacked(base64).isEmpty(), base64);
  }
}
