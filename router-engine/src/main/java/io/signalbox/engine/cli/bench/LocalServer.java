package io.signalbox.engine.cli.bench;

import io.signalbox.engine.api.EngineException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import javax.net.ServerSocketFactory;

/// A server on this machine with canned answers: plain blocking sockets, with or without TLS, each
/// connection on a virtual thread of its own.
public final class LocalServer implements AutoCloseable {
  private static final int BACKLOG = 4_096;

  private final ServerSocket door;
  private final Answer answer;

  private LocalServer(ServerSocket door, Answer answer) {
    this.door = door;
    this.answer = answer;
  }

  /// What is written for each request.
  @FunctionalInterface
  public interface Answer {
    /// @param request its first line
    void write(String request, OutputStream out) throws IOException;
  }

  /// Listens on a free port.
  ///
  /// @throws EngineException if none is free
  public static LocalServer start(ServerSocketFactory sockets, Answer answer) {
    try {
      var door = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      var server = new LocalServer(door, answer);
      Thread.ofVirtual().start(server::accept);
      return server;
    } catch (IOException e) {
      throw new EngineException("the canned upstream cannot listen: " + e.getMessage());
    }
  }

  /// Where it listens.
  public int port() {
    return door.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket guest = door.accept();
        Thread.ofVirtual().start(() -> serve(guest));
      }
    } catch (IOException e) {
      // Closed: that is how it ends.
      return;
    }
  }

  private void serve(Socket guest) {
    try (guest) {
      guest.setTcpNoDelay(true);
      var requests = new MessageReader(guest.getInputStream());
      Optional<String> request = requests.next();
      while (request.isPresent()) {
        answer.write(request.get(), guest.getOutputStream());
        request = requests.next();
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
