package io.signalbox.engine.cli.bench;

import java.util.Optional;
import java.util.stream.DoubleStream;

/// Middles and ends of what was measured. What was not measured is not a number.
final class Medians {
  private Medians() {}

  static double of(DoubleStream values) {
    double[] sorted = values.filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// @param share 0.99: that many of the values are not above it
  static double percentile(DoubleStream values, double share) {
    double[] sorted = values.filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1) * share)];
  }

  /// For JSON, which knows no "not a number".
  ///
  /// @param parts 10: to a tenth
  static Optional<Double> rounded(double value, int parts) {
    return Double.isFinite(value)
        ? Optional.of((double) Math.round(value * parts) / parts)
        : Optional.empty();
  }

  /// For a table.
  ///
  /// @param format of one number
  static String shown(String format, double value) {
    return Double.isFinite(value) ? format.formatted(value) : "-";
  }
}
