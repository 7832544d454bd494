package io.signalbox.app.document;

import java.nio.file.Path;
import java.time.Instant;

/// A graph that was open lately. Immutable.
///
/// @param changed when its file was changed last
/// @param versions how many versions of it are kept
public record RecentGraph(Path path, Instant changed, int versions) {}
