package io.signalbox.engine.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Cuts a stream of bytes into frames. What is no UTF-8 in them becomes U+FFFD, in what is read and
/// in what is passed on alike. One thread at a time.
public interface FrameReader extends Closeable {

  /// The next frame; empty at the end of the stream.
  ///
  /// @throws WireLimitException if the answer is larger than its limit
  /// @throws IOException if the stream was cut
  Optional<WireFrame> next() throws IOException;

  /// Reads server-sent events (WHATWG HTML, section 9.2): LF, CRLF and CR end a line.
  static FrameReader events(InputStream in, WireLimits limits) {
    return new EventReader(in, limits);
  }

  /// Reads lines of JSON values.
  static FrameReader lines(InputStream in, WireLimits limits) {
    return new LineReader(in, limits);
  }

  /// Reads the whole stream as one frame.
  static FrameReader whole(InputStream in, WireLimits limits) {
    return new WholeReader(in, limits);
  }
}
