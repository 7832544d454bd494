package io.signalbox.engine.refresh;

import java.time.LocalDate;

/// Where a list stands, and when it stood there. Immutable.
///
/// @param source for people
record Stamp(String source, LocalDate day) {}
