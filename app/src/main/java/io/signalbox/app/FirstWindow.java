package io.signalbox.app;

import io.signalbox.engine.home.SafeFile;
import io.signalbox.engine.workspace.OwnerOnly;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The one window of a home. It holds a lock on `window.lock`, which the system gives back when the
/// process ends, however that happens, and listens on this machine for later starts: those hand
/// over what they were started with and end. `window.link`, which only its owner can read, holds
/// the port and a secret; who does not know the secret is not listened to.
final class FirstWindow implements AutoCloseable {
  private static final String LOCK = "window.lock";
  private static final String LINK = "window.link";
  private static final String DONE = "ok";
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int LONGEST = 64 * 1024;
  private static final int SECRET_BYTES = 32;
  private static final int BACKLOG = 8;
  private static final Duration REST = Duration.ofMillis(200);

  /// What stands between two words: the only character that none can hold.
  private static final String END = "\0";

  private final FileChannel lock;
  private final ServerSocket door;
  private final Path link;
  private final String secret;

  private FirstWindow(FileChannel lock, ServerSocket door, Path link, String secret) {
    this.lock = lock;
    this.door = door;
    this.link = link;
    this.secret = secret;
  }

  /// Becomes the first window.
  ///
  /// @return empty if there is one
  /// @throws IOException if the home cannot be written, or no port is free
  static Optional<FirstWindow> of(Path home) throws IOException {
    OwnerOnly.directory(home);
    FileChannel channel =
        FileChannel.open(home.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!isTaken(channel)) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(open(channel, home.resolve(LINK)));
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException e) {
      return false; // a window of this very process
    }
  }

  private static FirstWindow open(FileChannel lock, Path link) throws IOException {
    return open(lock, link, new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
  }

  /// @param door where later starts are heard
  static FirstWindow open(FileChannel lock, Path link, ServerSocket door) throws IOException {
    String secret = newSecret();
    try {
      SafeFile.write(
          link, (door.getLocalPort() + "\n" + secret + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      door.close();
      throw failed;
    }
    return new FirstWindow(lock, door, link, secret);
  }

  private static String newSecret() {
    var bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Waits for the next start. A call that cannot be taken, as where the process has no file left
  /// for it, is left alone and the next one waited for.
  ///
  /// @return what it was started with; empty if it knew no secret or said too much
  /// @throws IOException once this is closed
  Optional<List<String>> next() throws IOException {
    while (true) {
      try (Socket caller = door.accept()) {
        return heard(caller);
      } catch (IOException broken) {
        if (door.isClosed()) {
          throw broken;
        }
        LockSupport.parkNanos(REST.toNanos());
      }
    }
  }

  /// A caller that breaks off is no reason to stop listening.
  private Optional<List<String>> heard(Socket caller) {
    try {
      List<String> words = words(said(caller));
      if (words.isEmpty() || !isSecret(words.getFirst())) {
        return Optional.empty();
      }
      caller.getOutputStream().write((DONE + END).getBytes(StandardCharsets.UTF_8));
      return Optional.of(List.copyOf(words.subList(1, words.size())));
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  private boolean isSecret(String word) {
    return MessageDigest.isEqual(
        word.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }

  /// All that somebody says. Who says it little by little keeps nobody else waiting.
  private static byte[] said(Socket caller) throws IOException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    var said = new ByteArrayOutputStream();
    var piece = new byte[1_024];
    for (int read = 0; read >= 0 && said.size() <= LONGEST; ) {
      said.write(piece, 0, read);
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("it took too long");
      }
      caller.setSoTimeout((int) left);
      read = caller.getInputStream().read(piece);
    }
    return said.toByteArray();
  }

  /// What was said, word by word; nothing if it was too much or broke off in a word.
  private static List<String> words(byte[] said) {
    String text = new String(said, StandardCharsets.UTF_8);
    if (said.length > LONGEST || !text.endsWith(END)) {
      return List.of();
    }
    List<String> words = List.of(text.split(END, -1));
    return words.subList(0, words.size() - 1);
  }

  /// Asks the first window of a home to come to the front and to do what this start was asked.
  ///
  /// @param start what it was started with
  /// @return whether it does
  static boolean ask(Path home, List<String> start) {
    try {
      List<String> known = Files.readAllLines(home.resolve(LINK));
      if (known.size() < 2) {
        return false;
      }
      return isHeard(Integer.parseInt(known.getFirst()), known.get(1), start);
    } catch (IOException | NumberFormatException none) {
      return false;
    }
  }

  private static boolean isHeard(int port, String secret, List<String> start) throws IOException {
    int patience = (int) PATIENCE.toMillis();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), patience);
      var said = new StringBuilder(secret).append(END);
      start.forEach(word -> said.append(word).append(END));
      socket.getOutputStream().write(said.toString().getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      List<String> answer = words(said(socket));
      return answer.equals(List.of(DONE));
    }
  }

  /// From now on another window can be the first.
  @Override
  public void close() throws IOException {
    try (lock;
        door) {
      Files.deleteIfExists(link);
    }
  }
}
