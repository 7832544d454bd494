package io.signalbox.app.figures;

import io.signalbox.engine.catalog.WindowUsage;

/// How a budget or limit stands in its present window. Immutable.
///
/// @param usage what it has seen
/// @param whose whose requests these are, where it counts apart: those that have used most of it;
///   empty if it counts all together
public record QuotaFigures(WindowUsage usage, String whose) {}
