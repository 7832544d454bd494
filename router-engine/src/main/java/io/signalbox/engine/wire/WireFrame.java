package io.signalbox.engine.wire;

import java.nio.charset.StandardCharsets;

/// One unit of an answer as it lay on the wire. The arrays are not copied and must not be changed.
///
/// @param event the event's name; empty if it has none
/// @param data the payload, line ends between several `data` lines included; empty for a comment
/// @param raw all bytes of the frame with its end, for passing on; unchanged if it is UTF-8
public record WireFrame(String event, byte[] data, byte[] raw) {

  /// Whether the frame only keeps the connection alive.
  public boolean isComment() {
    return data.length == 0 && event.isEmpty();
  }

  /// The payload as text.
  public String text() {
    return new String(data, StandardCharsets.UTF_8);
  }
}
