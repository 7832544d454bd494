package io.signalbox.engine.upstream.vectors;

import io.signalbox.engine.chat.EmbeddingVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/// Vectors without a model: of length 1, the same for the same text, and close for texts that share
/// words, so that a search among them finds something. Another model's vectors lie elsewhere.
public final class SimulatedVectors {
  /// The length of vectors where nothing is said of it.
  public static final int USUAL_LENGTH = 768;

  private static final int LONGEST = 4096;
  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private SimulatedVectors() {}

  /// The vector of a text.
  ///
  /// @param model whose vector it would be
  /// @param length how many numbers it has
  public static EmbeddingVector of(String model, String text, int length) {
    double[] sum = new double[Math.clamp(length, 1, LONGEST)];
    add(model + "\u0000", sum, 0.1); // also a text without words has a direction
    for (String word : GAPS.split(text.toLowerCase(Locale.ROOT), -1)) {
      if (!word.isEmpty()) {
        add(model + "\u0000" + word, sum, 1);
      }
    }
    return packed(sum);
  }

  private static void add(String word, double[] sum, double weight) {
    var random = new SplittableRandom(word.hashCode());
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * random.nextGaussian();
    }
  }

  private static EmbeddingVector packed(double[] sum) {
    double square = 0;
    for (double each : sum) {
      square += each * each;
    }
    double norm = Math.sqrt(square);
    ByteBuffer floats =
        ByteBuffer.allocate(sum.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double each : sum) {
      floats.putFloat((float) (each / norm));
    }
    return new EmbeddingVector.Packed(Base64.getEncoder().encodeToString(floats.array()));
  }
}
