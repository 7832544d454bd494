package io.signalbox.engine.upstream;

import java.io.IOException;
import java.io.InputStream;

/// The body of an answer over plain HTTP/1.1 (RFC 9112, section 6): of a known length, in chunks,
/// or until the server closes. Belongs to one thread.
final class Http1Body extends InputStream {
  private static final int MOST_TRAILER_LINES = 100;

  private final Http1Head in;
  private final boolean chunked;
  private final Runnable complete;
  private final Runnable broken;
  private long left;
  private boolean first = true;
  private boolean ended;

  private Http1Body(Http1Head in, boolean chunked, long left, Runnable complete, Runnable broken) {
    this.in = in;
    this.chunked = chunked;
    this.left = left;
    this.complete = complete;
    this.broken = broken;
  }

  /// @param complete called when the body came to its own end and the connection can be kept
  /// @param broken called when the connection is of no more use
  static Http1Body of(Http1Head in, Runnable complete, Runnable broken) {
    Http1Framing framing = in.framing();
    var body = new Http1Body(in, framing.chunked(), framing.length(), complete, broken);
    if (!framing.chunked() && framing.length() == 0) {
      body.end();
    }
    return body;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    if (ended || most == 0) {
      return ended ? -1 : 0;
    }
    if (chunked && left == 0 && !nextChunk()) {
      return -1;
    }
    int read = in.read(bytes, from, (int) Math.min(most, left));
    if (read < 0) {
      return closed();
    }
    if (left != Http1Framing.ENDLESS) {
      left -= read;
    }
    if (left == 0 && !chunked) {
      end();
    }
    return read;
  }

  private int closed() throws IOException {
    ended = true;
    broken.run();
    if (left != Http1Framing.ENDLESS) {
      throw new IOException("the connection was closed in the middle of the answer");
    }
    return -1;
  }

  private boolean nextChunk() throws IOException {
    if (!first) {
      in.chunkEnd();
    }
    first = false;
    left = Http1Framing.chunkSize(in.chunkLine());
    if (left > 0) {
      return true;
    }
    for (int i = 0; !in.line().isEmpty(); i++) {
      if (i > MOST_TRAILER_LINES) {
        throw new IOException("the answer ends in too many lines");
      }
    }
    end();
    return false;
  }

  private void end() {
    ended = true;
    complete.run();
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      broken.run();
    }
  }
}
