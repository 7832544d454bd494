package io.signalbox.engine.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Counts streams that came whole and those that did not. */
class StreamRoundTest {
  private static final String CUT =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\ndata: "
          + CannedUpstream.WORD
          + "\n\n\r\n";

  @Test
  void wholeStreamsAreNotLost() {
    try (var upstream = CannedUpstream.streaming()) {
      var round = StreamRound.send(upstream.port(), "any", 3, Duration.ofMillis(30));
      assertEquals(0, round.lost());
      assertTrue(round.firstMedian() > 0 && round.firstMedian() < round.whole(), round.toString());
    }
  }

  @Test
  void anAnswerThatIsNoStreamIsLost() {
    try (var upstream = CannedUpstream.start()) {
      var round = StreamRound.send(upstream.port(), "any", 2, Duration.ZERO);
      assertEquals(2, round.lost());
      assertTrue(Double.isNaN(round.whole()), round.toString());
    }
  }

  @Test
  void aStreamThatBreaksOffIsLost() throws IOException {
    try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerOnce(door, CUT));
      assertEquals(1, StreamRound.send(door.getLocalPort(), "any", 1, Duration.ZERO).lost());
    }
  }

  @Test
  void aStreamThatLacksPiecesIsLost() throws IOException {
    try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String ended = CUT + "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n";
      Thread.ofVirtual().start(() -> answerOnce(door, ended));
      assertEquals(1, StreamRound.send(door.getLocalPort(), "any", 1, Duration.ZERO).lost());
    }
  }

  private static void answerOnce(ServerSocket door, String answer) {
    try (var guest = door.accept()) {
      new MessageReader(guest.getInputStream()).next();
      guest.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
