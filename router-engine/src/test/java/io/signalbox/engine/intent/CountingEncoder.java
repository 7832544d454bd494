package io.signalbox.engine.intent;

import io.signalbox.engine.spi.TextEncoder;
import java.util.Set;

/** Counts what it encodes. */
final class CountingEncoder implements TextEncoder {
  private final TextEncoder encoder = new WordBag();
  private int count;

  int count() {
    return count;
  }

  @Override
  public int dimensions() {
    return encoder.dimensions();
  }

  @Override
  public Set<String> languages() {
    return encoder.languages();
  }

  @Override
  public float[] encode(String text) {
    count++;
    return encoder.encode(text);
  }
}
