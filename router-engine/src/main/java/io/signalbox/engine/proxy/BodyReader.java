package io.signalbox.engine.proxy;

import io.helidon.http.BadRequestException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/// Reads a client's body into one array, after there is memory for it.
final class BodyReader {
  private static final byte[] NOTHING = {};
  private static final int FIRST = 16 << 10;

  private BodyReader() {}

  /// The whole body, nothing if there is none; empty if there is no memory for it.
  static Optional<byte[]> read(ServerRequest request, BodyMemory.Share share) {
    if (!request.content().hasEntity()) {
      return Optional.of(NOTHING);
    }
    long length = request.headers().contentLength().orElse(FIRST);
    if (!share.reads(length)) {
      return Optional.empty();
    }
    ClientConnection caller = ClientConnection.current();
    caller.sending();
    try (InputStream in = request.content().inputStream()) {
      return read(in, new byte[(int) length], share);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("a chunk of the body is malformed", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      caller.answering();
    }
  }

  /// To the very end, so that the connection is free for the next request.
  private static Optional<byte[]> read(InputStream in, byte[] first, BodyMemory.Share share)
      throws IOException {
    byte[] body = first;
    int filled = in.readNBytes(body, 0, body.length);
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (!share.reads(2L * body.length)) {
        return Optional.empty();
      }
      body = Arrays.copyOf(body, 2 * body.length);
      body[filled++] = (byte) next;
      filled += in.readNBytes(body, filled, body.length - filled);
    }
    return Optional.of(filled == body.length ? body : Arrays.copyOf(body, filled));
  }
}
