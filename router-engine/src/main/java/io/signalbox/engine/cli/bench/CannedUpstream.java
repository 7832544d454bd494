package io.signalbox.engine.cli.bench;

import io.signalbox.engine.api.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A provider that answers everything with the same completion at once: plain blocking sockets.
final class CannedUpstream implements AutoCloseable {
  static final String BODY =
      "{\"id\":\"chatcmpl-canned\",\"object\":\"chat.completion\",\"created\":1767225600,"
          + "\"model\":\"canned\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
          + "\"content\":\"The loop never ends because its counter is never raised.\"},"
          + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":220,"
          + "\"completion_tokens\":12,\"total_tokens\":232}}";

  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY)
          .getBytes(StandardCharsets.US_ASCII);

  private static final int WAITING = 256;

  private final ServerSocket door;

  private CannedUpstream(ServerSocket door) {
    this.door = door;
  }

  static CannedUpstream start() {
    try {
      var door = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
      var upstream = new CannedUpstream(door);
      Thread.ofVirtual().start(upstream::accept);
      return upstream;
    } catch (IOException e) {
      throw new EngineException("the canned upstream cannot listen: " + e.getMessage());
    }
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket guest = door.accept();
        Thread.ofVirtual().start(() -> answer(guest));
      }
    } catch (IOException e) {
      // Closed: that is how it ends.
      return;
    }
  }

  private static void answer(Socket guest) {
    try (guest;
        InputStream in = guest.getInputStream();
        OutputStream out = guest.getOutputStream()) {
      guest.setTcpNoDelay(true);
      var requests = new MessageReader(in);
      while (requests.next().isPresent()) {
        out.write(ANSWER);
      }
    } catch (IOException e) {
      // The client left.
      return;
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new EngineException("the canned upstream cannot be closed: " + e.getMessage());
    }
  }
}
