package io.signalbox.engine.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Server-sent events, one frame for each block of lines that an empty line ends. A block that the
/// end of the stream cuts is no event and is dropped, as the specification says.
final class EventReader implements FrameReader {
  private final InputStream in;
  private final WireLimits limits;
  private final byte[] chunk = new byte[16 << 10];
  private int at;
  private int filled;
  private long total;
  private boolean skipLineFeed;

  private final ByteArrayOutputStream raw = new ByteArrayOutputStream(512);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private final ByteArrayOutputStream data = new ByteArrayOutputStream(512);
  private String event = "";
  private boolean hasData;
  private boolean firstLine = true;

  EventReader(InputStream in, WireLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  @Override
  public Optional<WireFrame> next() throws IOException {
    while (at < filled || fill()) {
      byte b = chunk[at++];
      raw.write(b);
      if (skipLineFeed && b == '\n') {
        skipLineFeed = false;
        continue;
      }
      skipLineFeed = b == '\r';
      if (b != '\n' && b != '\r') {
        readInto(b);
      } else if (line.size() > 0) {
        endLine();
      } else if (blockHasContent()) {
        return Optional.of(endBlock());
      }
    }
    return Optional.empty();
  }

  private boolean fill() throws IOException {
    filled = in.read(chunk);
    at = 0;
    total += Math.max(filled, 0);
    if (total > limits.totalBytes()) {
      throw new WireLimitException("a stream of more than " + limits.totalBytes() + " bytes");
    }
    return filled > 0;
  }

  private void readInto(byte b) throws IOException {
    line.write(b);
    if (raw.size() > limits.frameBytes()) {
      throw new WireLimitException("an event of more than " + limits.frameBytes() + " bytes");
    }
  }

  private boolean blockHasContent() {
    return raw.size() > 2 || hasData || !event.isEmpty();
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (firstLine && text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    firstLine = false;
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1);
    take(field, value.startsWith(" ") ? value.substring(1) : value);
  }

  private void take(String field, String value) {
    switch (field) {
      case "event" -> event = value;
      case "data" -> addData(value);
      default -> {
        // Comments, ids and retry times have no meaning here; they stay in the raw bytes.
      }
    }
  }

  private void addData(String value) {
    if (hasData) {
      data.write('\n');
    }
    hasData = true;
    data.writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  private WireFrame endBlock() {
    var frame = new WireFrame(event, data.toByteArray(), Utf8.replaced(raw.toByteArray()));
    raw.reset();
    data.reset();
    event = "";
    hasData = false;
    return frame;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
