package io.signalbox.engine.proxy;

import io.helidon.http.RequestException;
import java.util.Arrays;
import java.util.Optional;

/// Cuts the bytes of a connection into requests before anybody parses them, by the letter of RFC
/// 9112: whatever another server in between could read differently is refused. A head is given on
/// only when it is whole, and never more than the bytes of one request.
///
/// Not safe for threads.
final class RequestFraming {
  /// The most bytes of a request line.
  static final int LINE_BYTES = 8 << 10;

  /// The most bytes of all header lines together.
  static final int HEADER_BYTES = 64 << 10;

  private static final byte[] NOTHING = {};
  private static final int USUAL_HEAD = 1 << 10;

  private enum Part {
    HEAD,
    LENGTH,
    CHUNKS
  }

  private final int mostBodyBytes;
  private byte[] buffer = NOTHING;
  private int start;
  private int end;
  private Part part = Part.HEAD;
  private HeadCheck head = new HeadCheck();
  private ChunkCheck chunks = new ChunkCheck();
  private long remaining;

  /// @param mostBodyBytes the most bytes of a body that comes in chunks
  RequestFraming(int mostBodyBytes) {
    this.mostBodyBytes = mostBodyBytes;
  }

  /// Whether something has come that was not given on yet.
  boolean isHolding() {
    return end > start;
  }

  /// Takes what came. The array is the framing's from now on.
  void feed(byte[] bytes) {
    if (!isHolding()) {
      buffer = bytes;
      start = 0;
      end = bytes.length;
      return;
    }
    if (buffer.length - end < bytes.length) {
      int held = end - start;
      byte[] larger = new byte[Math.max(USUAL_HEAD, 2 * (held + bytes.length))];
      System.arraycopy(buffer, start, larger, 0, held);
      buffer = larger;
      start = 0;
      end = held;
    }
    System.arraycopy(bytes, 0, buffer, end, bytes.length);
    end += bytes.length;
  }

  /// What may be given on, at most up to the end of the present head or body; empty if more must
  /// come first.
  ///
  /// @throws RequestException if it is no proper request
  Optional<byte[]> next() {
    if (!isHolding()) {
      return Optional.empty();
    }
    return switch (part) {
      case HEAD -> head();
      case LENGTH -> body((int) Math.min(remaining, end - start));
      case CHUNKS -> chunks();
    };
  }

  private Optional<byte[]> head() {
    int length = head.read(buffer, start, end);
    if (length < 0) {
      return Optional.empty();
    }
    begin(head);
    return Optional.of(given(length));
  }

  private void begin(HeadCheck whole) {
    remaining = whole.contentLength();
    if (whole.isChunked()) {
      part = Part.CHUNKS;
      chunks = new ChunkCheck();
    } else if (remaining > 0) {
      part = Part.LENGTH;
    } else {
      head = new HeadCheck();
    }
  }

  private void over() {
    part = Part.HEAD;
    head = new HeadCheck();
  }

  private Optional<byte[]> body(int length) {
    remaining -= length;
    if (remaining == 0) {
      over();
    }
    return Optional.of(given(length));
  }

  private Optional<byte[]> chunks() {
    int length;
    try {
      length = chunks.read(buffer, start, end);
    } catch (ChunkCheck.BadChunkException e) {
      throw head.refused(400, e.why());
    }
    if (chunks.bytes() > mostBodyBytes) {
      throw head.refused(413, "the body is too large");
    }
    if (chunks.isOver()) {
      over();
    }
    return Optional.of(given(length));
  }

  private byte[] given(int length) {
    byte[] bytes =
        start == 0 && length == buffer.length
            ? buffer
            : Arrays.copyOfRange(buffer, start, start + length);
    start += length;
    if (!isHolding()) {
      buffer = NOTHING;
      start = 0;
      end = 0;
    }
    return bytes;
  }
}
