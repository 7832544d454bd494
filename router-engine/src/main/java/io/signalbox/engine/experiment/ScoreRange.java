package io.signalbox.engine.experiment;

/// A range in which a mean score lies. Immutable.
///
/// @param low 0–1
/// @param high 0–1, not below `low`
public record ScoreRange(double low, double high) {}
