package io.signalbox.engine.intent;

import io.signalbox.engine.spi.TextEncoder;
import java.util.Optional;
import java.util.Set;

/// An encoder that remembers the vectors of the texts it saw last, in memory only. Long texts are
/// not remembered. Safe for threads.
public final class CachedEncoder implements TextEncoder {
  /// So many texts are remembered, some 8 MB of vectors: the examples of a large graph.
  private static final int MOST = 5_000;

  private final TextEncoder encoder;
  private final RecentTexts<float[]> vectors = new RecentTexts<>(MOST);

  public CachedEncoder(TextEncoder encoder) {
    this.encoder = encoder;
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
    Optional<float[]> known = vectors.find(text);
    if (known.isPresent()) {
      return known.get().clone();
    }
    float[] vector = encoder.encode(text);
    vectors.keep(text, vector.clone());
    return vector;
  }
}
