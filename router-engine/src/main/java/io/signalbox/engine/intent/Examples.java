package io.signalbox.engine.intent;

import io.signalbox.engine.spi.TextEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// The vectors that a classifier learns from: those of the examples, class by class, and behind
/// them those of the labels that are words for what their class is about.
///
/// @param labels of all classes
/// @param vectors each of length 1
/// @param classes the class of each vector, from 0
/// @param given how many of the vectors are of examples, the rest of labels
record Examples(List<String> labels, List<float[]> vectors, int[] classes, int given) {
  Examples {
    labels = List.copyOf(labels);
    vectors = List.copyOf(vectors);
  }

  /// @param texts the examples of each label
  /// @throws IllegalArgumentException if there are fewer than two classes, or one has no example
  static Examples of(SequencedMap<String, List<String>> texts, TextEncoder encoder) {
    if (texts.size() < 2 || texts.values().stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("two classes at least, each with an example");
    }
    var labels = List.copyOf(texts.sequencedKeySet());
    var vectors = new ArrayList<float[]>();
    var classes = new ArrayList<Integer>();
    for (int c = 0; c < labels.size(); c++) {
      for (String text : texts.getOrDefault(labels.get(c), List.of())) {
        vectors.add(encoder.encode(text));
        classes.add(c);
      }
    }
    int given = vectors.size();
    addLabels(labels, vectors, classes, encoder);
    return new Examples(labels, vectors, numbers(classes), given);
  }

  /// Examples a class, the label with them, on average.
  double perClass() {
    return (double) vectors.size() / labels.size();
  }

  /// A label is a free example if it says what its class is about: `card_arrival`, but not
  /// `class7`.
  private static void addLabels(
      List<String> labels, List<float[]> vectors, List<Integer> classes, TextEncoder encoder) {
    var means = new Means(vectors, numbers(classes), labels.size());
    for (int c = 0; c < labels.size(); c++) {
      String words = LabelWords.of(labels.get(c));
      if (!words.isEmpty()) {
        float[] vector = encoder.encode(words);
        if (means.rank(vector, c) < Math.max(1, labels.size() / 10)) {
          vectors.add(vector);
          classes.add(c);
        }
      }
    }
  }

  private static int[] numbers(List<Integer> classes) {
    return classes.stream().mapToInt(Integer::intValue).toArray();
  }

  /// The means of the examples' classes.
  private static final class Means {
    private final Space space;
    private final List<float[]> means;

    Means(List<float[]> vectors, int[] classes, int count) {
      var space = new Space(vectors, classes, count);
      var sums = new float[count][vectors.getFirst().length];
      for (int i = 0; i < classes.length; i++) {
        float[] direction = space.example(i).direction();
        for (int j = 0; j < direction.length; j++) {
          sums[classes[i]][j] += direction[j];
        }
      }
      this.means = List.of(sums);
      this.space = space;
    }

    /// How many other classes a vector is closer to.
    int rank(float[] vector, int own) {
      float[] direction = space.point(vector).direction();
      double nearness = nearness(direction, own);
      int closer = 0;
      for (int c = 0; c < means.size(); c++) {
        if (c != own && nearness(direction, c) >= nearness) {
          closer++;
        }
      }
      return closer;
    }

    private double nearness(float[] direction, int c) {
      float[] mean = means.get(c);
      double length = Math.sqrt(Space.dot(mean, mean));
      return length == 0 ? 0 : Space.dot(direction, mean) / length;
    }
  }
}
