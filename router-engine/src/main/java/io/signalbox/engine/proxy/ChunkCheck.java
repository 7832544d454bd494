package io.signalbox.engine.proxy;

/// Reads the frames of a body in chunks, byte by byte but for the data: sizes of one to eight
/// hexadecimal digits and nothing else on their line, each chunk ended by CRLF, no trailers. Not
/// safe for threads.
final class ChunkCheck {
  private static final int MOST_DIGITS = 8;

  private enum At {
    SIZE,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    LAST_CR,
    LAST_LF,
    OVER
  }

  /// The frames are broken.
  static final class BadChunkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    BadChunkException(String why) {
      super(why, null, false, false);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  private At at = At.SIZE;
  private int digits;
  private long size;
  private long left;
  private long bytes;

  /// The sizes of all chunks that have begun.
  long bytes() {
    return bytes;
  }

  boolean isOver() {
    return at == At.OVER;
  }

  /// Reads on, to the end of the body or of what has come.
  ///
  /// @return how many bytes belong to the body
  /// @throws BadChunkException if a frame is broken
  int read(byte[] buffer, int from, int to) {
    int i = from;
    while (i < to && at != At.OVER) {
      i = at == At.DATA ? data(i, to) : frame(buffer[i], i);
    }
    return i - from;
  }

  private int data(int i, int to) {
    long taken = Math.min(left, to - i);
    left -= taken;
    if (left == 0) {
      at = At.DATA_CR;
    }
    return i + (int) taken;
  }

  private int frame(byte b, int i) {
    switch (at) {
      case SIZE -> size(b);
      case SIZE_LF -> sized(b);
      case DATA_CR -> at = expect(b, '\r', At.DATA_LF);
      case DATA_LF -> at = expect(b, '\n', At.SIZE);
      case LAST_CR -> at = expect(b, '\r', At.LAST_LF);
      case LAST_LF -> at = expect(b, '\n', At.OVER);
      case DATA, OVER -> throw new IllegalStateException("no frame here: " + at);
    }
    return i + 1;
  }

  private void size(byte b) {
    int digit = Character.digit(b, 16);
    if (digit >= 0 && digits < MOST_DIGITS) {
      size = size * 16 + digit;
      digits++;
    } else if (b == '\r' && digits > 0) {
      at = At.SIZE_LF;
    } else {
      throw new BadChunkException("a chunk's size must be one to eight hexadecimal digits");
    }
  }

  private void sized(byte b) {
    at = expect(b, '\n', size == 0 ? At.LAST_CR : At.DATA);
    bytes += size;
    left = size;
    size = 0;
    digits = 0;
  }

  private static At expect(byte b, char wanted, At next) {
    if (b != wanted) {
      throw new BadChunkException(
          "a chunk must end with CRLF, and a body in chunks without trailers");
    }
    return next;
  }
}
