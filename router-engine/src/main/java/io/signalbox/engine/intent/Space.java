package io.signalbox.engine.intent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where the examples lie. Vectors of sentences share a large part, which says that they are
/// sentences; without it, and of length 1 again, they show what they are about. Immutable, safe for
/// threads.
final class Space {
  /// In cosines: less than any.
  private static final float NONE = -2;

  private final float[] mean;
  private final double meanSquared;
  private final List<Point> points;
  private final Rows byDimension;
  private final int[] classes;
  private final int count;

  /// @param vectors of the examples, each of length 1
  /// @param classes the class of each, from 0
  /// @param count of all classes
  Space(List<float[]> vectors, int[] classes, int count) {
    this.mean = mean(vectors);
    this.meanSquared = dot(mean, mean);
    this.points = vectors.stream().map(this::point).toList();
    this.byDimension = Rows.of(directions()).transposed();
    this.classes = classes;
    this.count = count;
  }

  /// A vector seen from the mean of all examples.
  ///
  /// @param direction of length 1
  /// @param distance from the mean
  /// @param along the product of direction and mean
  record Point(float[] direction, double distance, double along) {}

  /// How near a vector is to each class.
  ///
  /// @param topic the cosine to its nearest example, seen from the mean of all
  /// @param text the cosine to its nearest example
  record Nearness(float[] topic, float[] text) {}

  Point point(float[] vector) {
    var direction = new float[mean.length];
    for (int i = 0; i < mean.length; i++) {
      direction[i] = vector[i] - mean[i];
    }
    double distance = Math.sqrt(dot(direction, direction));
    // A text that is exactly the mean has no direction.
    float scale = distance == 0 ? 0 : (float) (1 / distance);
    for (int i = 0; i < direction.length; i++) {
      direction[i] *= scale;
    }
    return new Point(direction, distance, dot(direction, mean));
  }

  Point example(int i) {
    return points.get(i);
  }

  List<float[]> directions() {
    var directions = new ArrayList<float[]>(points.size());
    points.forEach(each -> directions.add(each.direction()));
    return directions;
  }

  Nearness nearness(Point point) {
    return nearness(point, -1);
  }

  /// @param but this example does not count
  Nearness nearness(Point point, int but) {
    float[] cosines = byDimension.combined(point.direction());
    var topic = new float[count];
    var text = new float[count];
    Arrays.fill(topic, NONE);
    Arrays.fill(text, NONE);
    for (int i = 0; i < cosines.length; i++) {
      if (i != but) {
        int c = classes[i];
        topic[c] = Math.max(topic[c], cosines[i]);
        text[c] = Math.max(text[c], (float) cosine(point, points.get(i), cosines[i]));
      }
    }
    return new Nearness(topic, text);
  }

  /// The cosine of two texts, from that of their directions.
  private double cosine(Point a, Point b, float directions) {
    return meanSquared
        + a.distance() * a.along()
        + b.distance() * b.along()
        + a.distance() * b.distance() * directions;
  }

  private static float[] mean(List<float[]> vectors) {
    var weights = new float[vectors.size()];
    Arrays.fill(weights, 1f / vectors.size());
    return Rows.of(vectors).combined(weights);
  }

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
