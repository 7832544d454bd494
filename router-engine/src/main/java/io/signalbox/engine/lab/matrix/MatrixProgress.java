package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Money;

/// How far a run is. Immutable.
///
/// @param done cells that need no call any more, in this run or before
/// @param cells all of them
/// @param failed calls of this run that got no answer
/// @param judged verdicts that are there
/// @param verdicts all that are wanted; 0 without a judge
/// @param usd what the run cost so far
public record MatrixProgress(
    int done, int cells, int failed, int judged, int verdicts, Money usd) {}
