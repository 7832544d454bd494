package io.signalbox.engine.wire;

import java.io.InputStream;
import java.util.function.BiFunction;

/// How the bytes of an answer are cut into frames. A dialect may bring its own, as for a binary
/// stream of events. Immutable.
///
/// @param isStream whether frames come one by one; else the whole answer is one frame
/// @param frames makes the reader of one answer
public record Framing(boolean isStream, BiFunction<InputStream, WireLimits, FrameReader> frames) {
  /// Server-sent events.
  public static final Framing EVENTS = new Framing(true, FrameReader::events);

  /// JSON values, one a line (NDJSON).
  public static final Framing LINES = new Framing(true, FrameReader::lines);

  /// The whole body.
  public static final Framing WHOLE = new Framing(false, FrameReader::whole);

  /// A reader of one answer.
  public FrameReader reader(InputStream in, WireLimits limits) {
    return frames.apply(in, limits);
  }
}
