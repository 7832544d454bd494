package io.signalbox.engine.lab.matrix;

import java.time.Instant;

/// What a run is of. Immutable.
///
/// @param id its name, also that of its file
/// @param file the absolute path of the comparison's file
/// @param title how people call the comparison
/// @param simulated whether every model is played by the simulated provider
public record MatrixHead(String id, String file, String title, Instant began, boolean simulated) {}
