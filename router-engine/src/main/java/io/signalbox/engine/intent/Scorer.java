package io.signalbox.engine.intent;

/// Scores vectors by a head and by the nearest examples. Immutable, safe for threads.
///
/// @param space where the examples lie
/// @param head learned from them, or from some of them
/// @param weight of the nearest example beside the head
record Scorer(Space space, Head head, double weight) {
  private static final double MOST_WEIGHT = 8;

  Scorer(Space space, Head head, Examples examples) {
    this(space, head, weight(examples));
  }

  /// With few examples the nearest one is near by chance.
  private static double weight(Examples examples) {
    return Math.min(MOST_WEIGHT, examples.perClass());
  }

  Score score(float[] vector) {
    Space.Point point = space.point(vector);
    return new Score(head.logProbabilities(point.direction()), space.nearness(point), weight);
  }

  /// The score of one of the examples, as if it were not there.
  Score scoreOfExample(int i) {
    Space.Point point = space.example(i);
    return new Score(head.logProbabilities(point.direction()), space.nearness(point, i), weight);
  }
}
