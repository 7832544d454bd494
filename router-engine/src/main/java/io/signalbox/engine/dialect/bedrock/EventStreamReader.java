package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.wire.FrameReader;
import io.signalbox.engine.wire.WireFrame;
import io.signalbox.engine.wire.WireLimitException;
import io.signalbox.engine.wire.WireLimits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/// Frames of `application/vnd.amazon.eventstream`: a prelude of three numbers (all bytes, those of
/// the headers, a checksum of both), headers, a payload, a checksum of all before it. A frame whose
/// checksum is wrong ends the answer as a broken connection does. Source: the page on encoding of
/// event streams in the reference of Amazon Transcribe, read 2026-11.
final class EventStreamReader implements FrameReader {
  private static final int PRELUDE = 12;
  private static final int CHECKSUM = 4;

  private final InputStream in;
  private final WireLimits limits;
  private long total;

  EventStreamReader(InputStream in, WireLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  @Override
  public Optional<WireFrame> next() throws IOException {
    byte[] prelude = in.readNBytes(PRELUDE);
    if (prelude.length == 0) {
      return Optional.empty();
    }
    int length = length(prelude);
    byte[] frame = Arrays.copyOf(prelude, length);
    int rest = in.readNBytes(frame, PRELUDE, length - PRELUDE);
    if (rest < length - PRELUDE) {
      throw new EOFException("a frame was cut");
    }
    check(frame, length - CHECKSUM);
    return Optional.of(frame(frame));
  }

  private int length(byte[] prelude) throws IOException {
    if (prelude.length < PRELUDE) {
      throw new EOFException("a frame was cut");
    }
    check(prelude, PRELUDE - CHECKSUM);
    int length = ByteBuffer.wrap(prelude).getInt();
    total += Integer.toUnsignedLong(length);
    if (length < 0 || length > limits.frameBytes()) {
      throw new WireLimitException("an event of more than " + limits.frameBytes() + " bytes");
    }
    if (total > limits.totalBytes()) {
      throw new WireLimitException("a stream of more than " + limits.totalBytes() + " bytes");
    }
    int headers = ByteBuffer.wrap(prelude).getInt(Integer.BYTES);
    if (headers < 0 || headers > length - PRELUDE - CHECKSUM) {
      throw new IOException("a frame contradicts itself");
    }
    return length;
  }

  /// The number behind these bytes must be their checksum.
  private static void check(byte[] frame, int count) throws IOException {
    var sum = new CRC32();
    sum.update(frame, 0, count);
    if (ByteBuffer.wrap(frame).getInt(count) != (int) sum.getValue()) {
      throw new IOException("a frame was damaged on its way");
    }
  }

  private static WireFrame frame(byte[] frame) throws IOException {
    int end = PRELUDE + ByteBuffer.wrap(frame).getInt(Integer.BYTES);
    var headers = EventHeaders.of(ByteBuffer.wrap(frame, PRELUDE, end - PRELUDE));
    byte[] payload = Arrays.copyOfRange(frame, end, frame.length - CHECKSUM);
    return new WireFrame(headers.event(), headers.payload(payload), frame);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
