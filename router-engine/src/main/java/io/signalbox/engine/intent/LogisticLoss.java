package io.signalbox.engine.intent;

/// How badly a multinomial logistic regression explains its examples, plus half the square of its
/// weights. A point holds for each class its weights and then its bias. For one thread.
final class LogisticLoss implements Lbfgs.Function {
  /// What an example weighs against small weights: scikit-learn's `C`.
  private static final double C = 10;

  private final Rows byExample;
  private final Rows byDimension;
  private final int[] classes;
  private final int count;

  LogisticLoss(Rows byExample, int[] classes, int count) {
    this.byExample = byExample;
    this.byDimension = byExample.transposed();
    this.classes = classes;
    this.count = count;
  }

  /// How many numbers a point has.
  int size() {
    return count * (byExample.width() + 1);
  }

  float[] weights(double[] point, int c) {
    var weights = new float[byExample.width()];
    int begin = c * (weights.length + 1);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) point[begin + i];
    }
    return weights;
  }

  double bias(double[] point, int c) {
    return point[(c + 1) * (byExample.width() + 1) - 1];
  }

  @Override
  public double at(double[] point, double[] gradient) {
    var scores = new float[count][];
    for (int c = 0; c < count; c++) {
      scores[c] = byDimension.combined(weights(point, c));
    }
    double loss = residuals(scores, point);
    for (int c = 0; c < count; c++) {
      loss += addSlope(point, gradient, c, scores[c]);
    }
    return loss;
  }

  /// Replaces scores by what probabilities have too much.
  ///
  /// @return the loss of all examples
  private double residuals(float[][] scores, double[] point) {
    double loss = 0;
    var shares = new double[count];
    for (int i = 0; i < classes.length; i++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < count; c++) {
        shares[c] = scores[c][i] + bias(point, c);
        most = Math.max(most, shares[c]);
      }
      double own = shares[classes[i]] - most;
      double total = 0;
      for (int c = 0; c < count; c++) {
        shares[c] = Math.exp(shares[c] - most);
        total += shares[c];
      }
      loss += C * (Math.log(total) - own);
      for (int c = 0; c < count; c++) {
        scores[c][i] = (float) (C * (shares[c] / total - (c == classes[i] ? 1 : 0)));
      }
    }
    return loss;
  }

  /// Fills the gradient of one class.
  ///
  /// @return the loss of its weights
  private double addSlope(double[] point, double[] gradient, int c, float[] residuals) {
    float[] slope = byExample.combined(residuals);
    int begin = c * (slope.length + 1);
    double squares = 0;
    for (int i = 0; i < slope.length; i++) {
      double weight = point[begin + i];
      gradient[begin + i] = weight + slope[i];
      squares += weight * weight;
    }
    double sum = 0;
    for (float each : residuals) {
      sum += each;
    }
    gradient[begin + slope.length] = sum;
    return squares / 2;
  }
}
