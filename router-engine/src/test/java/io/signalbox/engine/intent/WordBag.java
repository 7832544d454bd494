package io.signalbox.engine.intent;

import io.signalbox.engine.spi.EncoderPlugin;
import io.signalbox.engine.spi.TextEncoder;
import java.util.Locale;
import java.util.Set;

/** An encoder without a model: each word of a text has its place. */
public final class WordBag implements EncoderPlugin, TextEncoder {
  private static final int DIMENSIONS = 512;

  @Override
  public String name() {
    return "word-bag";
  }

  @Override
  public String title() {
    return "Word bag";
  }

  @Override
  public TextEncoder open() {
    return this;
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public Set<String> languages() {
    return Set.of("en");
  }

  @Override
  public float[] encode(String text) {
    var vector = new float[DIMENSIONS];
    vector[0] = 1;
    for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
      vector[1 + Math.floorMod(word.hashCode() * 31, DIMENSIONS - 1)] += 1;
    }
    double squares = 0;
    for (float each : vector) {
      squares += each * each;
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }
}
