package io.signalbox.engine.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Server-sent events, one frame for each block of lines that an empty line ends. A block that the
/// end of the stream cuts is no event and is dropped, as the specification says.
final class EventReader implements FrameReader {
  private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

  private final InputWindow window; // begins with the block
  private final int frameBytes;
  private int line; // where the present line begins
  private int looked; // before it no end of the line
  private boolean afterReturn;
  private boolean pairs; // whether CR and LF end a line together

  private final ByteArrayOutputStream data = new ByteArrayOutputStream(256);
  private String event = "";
  private boolean hasData;
  private boolean firstLine = true;

  EventReader(InputStream in, WireLimits limits) {
    this.window = new InputWindow(in, limits);
    this.frameBytes = limits.frameBytes();
  }

  @Override
  public Optional<WireFrame> next() throws IOException {
    for (int end = lineEnd(); end >= 0; end = lineEnd()) {
      int begin = line;
      boolean secondHalf = afterReturn && end == begin && window.at(end) == '\n';
      pairs |= secondHalf;
      afterReturn = window.at(end) == '\r';
      line = end + 1;
      looked = line;
      if (end > begin) {
        endLine(begin, end);
      } else if (!secondHalf && blockHasContent()) {
        takeSecondHalf();
        return Optional.of(endBlock());
      }
    }
    return Optional.empty();
  }

  /// Where lines end with two characters, the second one belongs to the block that it ends: it
  /// comes at once, and after the last block nothing else would pass it on.
  private void takeSecondHalf() throws IOException {
    boolean there =
        afterReturn && pairs && (line < window.size() || window.more()) && window.at(line) == '\n';
    if (there) {
      line++;
      looked = line;
      afterReturn = false;
    }
  }

  /// Where the present line ends; -1 if the stream does before.
  private int lineEnd() throws IOException {
    int end = window.lineEnd(looked);
    while (end < 0) {
      looked = window.size();
      check(looked);
      if (!window.more()) {
        return -1;
      }
      end = window.lineEnd(looked);
    }
    check(end);
    return end;
  }

  private void check(int end) throws WireLimitException {
    if (end > line && end > frameBytes) {
      throw new WireLimitException("an event of more than " + frameBytes + " bytes");
    }
  }

  private boolean blockHasContent() {
    return line > 2 || hasData || !event.isEmpty();
  }

  private void endLine(int from, int to) {
    int begin = from;
    if (firstLine && window.begins(BYTE_ORDER_MARK, from, to)) {
      begin += BYTE_ORDER_MARK.length;
    }
    firstLine = false;
    int colon = window.find(':', begin, to);
    int value = Math.min(colon + 1, to);
    if (value < to && window.at(value) == ' ') {
      value++;
    }
    take(begin, colon, value, to);
  }

  /// Comments, ids and retry times have no meaning here; they stay in the raw bytes.
  private void take(int field, int colon, int value, int to) {
    if (window.is(DATA, field, colon)) {
      addData(value, to);
    } else if (window.is(EVENT, field, colon)) {
      event = window.text(value, to);
    }
  }

  private void addData(int from, int to) {
    if (hasData) {
      data.write('\n');
    }
    hasData = true;
    window.copy(from, to, data);
  }

  private WireFrame endBlock() {
    byte[] payload = Utf8.replaced(data.toByteArray());
    var frame = new WireFrame(event, payload, Utf8.replaced(window.take(line)));
    line = 0;
    looked = 0;
    data.reset();
    event = "";
    hasData = false;
    return frame;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
