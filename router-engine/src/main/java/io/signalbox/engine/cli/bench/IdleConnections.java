package io.signalbox.engine.cli.bench;

import io.signalbox.engine.api.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What connections cost that were used once and then stay open.
final class IdleConnections {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int WARM_CONNECTIONS = 16;

  private IdleConnections() {}

  /// Opens connections one after the other, each with one request, and compares the memory of the
  /// process before and after.
  ///
  /// @param warmUp sent before, so that its code and heap are there already
  /// @return KiB a connection; empty where the system does not tell
  static OptionalDouble kilobytesEach(SignalboxProcess signalbox, int count, Duration warmUp) {
    int port = signalbox.target().port();
    Load.send(port, signalbox.key(), WARM_CONNECTIONS, warmUp);
    OptionalLong before = ResidentMemory.kilobytes(signalbox.running().process());
    OptionalLong after = open(signalbox, BenchRequest.whole(port, signalbox.key()), count);
    return before.isPresent() && after.isPresent()
        ? OptionalDouble.of((double) (after.getAsLong() - before.getAsLong()) / count)
        : OptionalDouble.empty();
  }

  /// The memory while all of them are open.
  private static OptionalLong open(SignalboxProcess signalbox, byte[] request, int count) {
    var sockets = new ArrayList<Socket>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(used(signalbox.target().port(), request));
      }
      return ResidentMemory.kilobytes(signalbox.running().process());
    } catch (IOException e) {
      throw new EngineException("idle connections cannot be opened: " + e.getMessage());
    } finally {
      close(sockets);
    }
  }

  private static Socket used(int port, byte[] request) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(request);
    Load.expect(new MessageReader(socket.getInputStream()).next());
    return socket;
  }

  private static void close(List<Socket> sockets) {
    for (Socket each : sockets) {
      try {
        each.close();
      } catch (IOException e) {
        System.getLogger(IdleConnections.class.getName())
            .log(System.Logger.Level.DEBUG, "a connection was closed already", e);
      }
    }
  }
}
