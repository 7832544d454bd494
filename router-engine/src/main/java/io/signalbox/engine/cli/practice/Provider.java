package io.signalbox.engine.cli.practice;

import io.signalbox.engine.api.EngineException;
import io.signalbox.engine.cli.bench.MessageReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import javax.net.ServerSocketFactory;

/// A provider on this machine that answers at once. Plain blocking sockets, with or without TLS.
final class Provider implements AutoCloseable {
  private static final int BACKLOG = 256;

  private final ServerSocket door;

  private Provider(ServerSocket door) {
    this.door = door;
  }

  static Provider start(ServerSocketFactory sockets) {
    try {
      var door = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      var provider = new Provider(door);
      Thread.ofVirtual().start(provider::accept);
      return provider;
    } catch (IOException e) {
      throw new EngineException("the practice provider cannot listen: " + e.getMessage());
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
    try (guest) {
      guest.setTcpNoDelay(true);
      var requests = new MessageReader(guest.getInputStream());
      Optional<String> line = requests.next();
      while (line.isPresent()) {
        guest.getOutputStream().write(Answers.to(line.get()));
        line = requests.next();
      }
    } catch (IOException e) {
      // The caller left.
      return;
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new EngineException("the practice provider cannot be closed: " + e.getMessage());
    }
  }
}
