package io.signalbox.engine.learned;

/// Calibrated qualities of rows, and which of the rows are like what was learned from.
///
/// @param quality by row, then model, 0 to 1
/// @param familiar by row
record Predictions(double[][] quality, boolean[] familiar) {
  int size() {
    return quality.length;
  }
}
