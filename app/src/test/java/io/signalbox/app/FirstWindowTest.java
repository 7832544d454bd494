package io.signalbox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second start and the first window, over real sockets. */
final class FirstWindowTest {
  @TempDir private Path home;

  private static CompletableFuture<Optional<List<String>>> listening(FirstWindow window) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return window.next();
      } catch (IOException closed) {
        throw new CompletionException(closed);
      }
    });
  }

  private FirstWindow first() throws IOException {
    return FirstWindow.of(home).orElseThrow();
  }

  @Test
  void secondStartHandsOverWhatItWasAsked() throws Exception {
    try (FirstWindow window = first()) {
      var heard = listening(window);
      assertEquals(Optional.empty(), FirstWindow.of(home), "there is one already");
      List<String> words = List.of("a b.yaml", "--prompt", "two\nlines, each “whole”", "--do", "");
      assertTrue(FirstWindow.ask(home, words));
      assertEquals(Optional.of(words), heard.get());
    }
  }

  @Test
  void whoDoesNotKnowTheSecretIsNotHeard() throws Exception {
    try (FirstWindow window = first()) {
      var heard = listening(window);
      int port = Integer.parseInt(Files.readAllLines(home.resolve("window.link")).getFirst());
      assertEquals("", said(port, "guess\0/etc/passwd\0"));
      assertEquals(Optional.empty(), heard.get());
      var next = listening(window);
      assertTrue(FirstWindow.ask(home, List.of()), "it goes on listening");
      assertEquals(Optional.of(List.of()), next.get());
    }
  }

  @Test
  void callerThatSaysTooMuchIsNotHeard() throws Exception {
    try (FirstWindow window = first()) {
      var heard = listening(window);
      List<String> link = Files.readAllLines(home.resolve("window.link"));
      said(Integer.parseInt(link.getFirst()), link.get(1) + "\0" + "x".repeat(70_000) + "\0");
      assertEquals(Optional.empty(), heard.get());
    }
  }

  @Test
  void callThatCannotBeTakenIsNotTheLast() throws Exception {
    Path link = home.resolve("window.link");
    FileChannel lock =
        FileChannel.open(
            home.resolve("window.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (FirstWindow window = FirstWindow.open(lock, link, new FailingOnce())) {
      var heard = listening(window);
      assertTrue(FirstWindow.ask(home, List.of("desk.yaml")));
      assertEquals(Optional.of(List.of("desk.yaml")), heard.get());
    }
  }

  /** As if the process had no file left for the first call. */
  private static final class FailingOnce extends ServerSocket {
    private boolean failed;

    FailingOnce() throws IOException {
      super(0, 8, InetAddress.getLoopbackAddress());
    }

    @Override
    public Socket accept() throws IOException {
      if (!failed) {
        failed = true;
        throw new IOException("Too many open files");
      }
      return super.accept();
    }
  }

  private static String said(int port, String words) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException reset) {
      return "";
    }
  }

  @Test
  void onlyOwnerCanReadTheLink() throws Exception {
    try (FirstWindow window = first()) {
      assertFalse(window.toString().isEmpty());
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(home.resolve("window.link"))));
    }
  }

  @Test
  void linkOfWindowThatDiedIsNoWindow() throws Exception {
    Files.writeString(home.resolve("window.link"), "1\nsecret\n");
    assertFalse(FirstWindow.ask(home, List.of()));
    try (FirstWindow window = first()) {
      var heard = listening(window);
      assertTrue(FirstWindow.ask(home, List.of()));
      assertEquals(Optional.of(List.of()), heard.get());
    }
  }

  @Test
  void damagedLinkIsNoWindow() throws Exception {
    Files.writeString(home.resolve("window.link"), "not a port\n");
    assertFalse(FirstWindow.ask(home, List.of()));
    Files.writeString(home.resolve("window.link"), "");
    assertFalse(FirstWindow.ask(home, List.of()));
  }

  @Test
  void closedWindowLetsTheNextOneBeFirst() throws Exception {
    FirstWindow before = first();
    var heard = listening(before);
    before.close();
    assertThrows(Exception.class, heard::get);
    assertFalse(FirstWindow.ask(home, List.of()));
    first().close();
  }
}
