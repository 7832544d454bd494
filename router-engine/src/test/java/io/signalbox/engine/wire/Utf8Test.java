package io.signalbox.engine.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is text, beside the platform's own decoder.
final class Utf8Test {
  private static final WireLimits LIMITS = new WireLimits(1_000, 10_000);

  private static boolean theirs(byte[] bytes) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static void same(byte[] bytes) {
    assertEquals(theirs(bytes), Utf8.isWellFormed(bytes), HexFormat.of().formatHex(bytes));
  }

  @Test
  void allPairsOfBytesAreJudgedAsByTheDecoder() {
    for (int pair = 0; pair < 1 << 16; pair++) {
      same(new byte[] {(byte) (pair >> 8), (byte) pair});
      same(new byte[] {(byte) (pair >> 8), (byte) pair, (byte) 0x80});
      same(new byte[] {(byte) (pair >> 8), (byte) pair, (byte) 0x80, (byte) 0xBF});
    }
  }

  @Test
  void brokenTextIsFoundWhereverItStands() {
    var random = new Random(1);
    byte[] text = "aä€😀 and nothing else but a longer text äöü".getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = text.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      same(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "c0af,0",
    "61c0af,1",
    "e080af,0",
    "f08080af,0",
    "edA080,0",
    "f4908080,0",
    "f8888080,0",
    "ff,0",
    "80,0",
    "616161616161616161e282,9",
    "c3,0",
    "f09f98,0"
  })
  void firstFaultIsReported(String hex, int at) {
    assertEquals(at, Utf8.fault(HexFormat.of().parseHex(hex)));
  }

  @Test
  void textThatIsOneIsNotCopied() {
    byte[] text = "aä€😀".getBytes(StandardCharsets.UTF_8);
    assertSame(text, Utf8.replaced(text));
  }

  /// A character whose bytes come in two pieces is no fault.
  @Test
  void charactersThatAreCutOnTheLineStayWhole() throws IOException {
    byte[] event = "data: {\"a\":\"ä€😀\"}\n\n".getBytes(StandardCharsets.UTF_8);
    for (int cut = 1; cut < event.length; cut++) {
      var pieces =
          new java.io.SequenceInputStream(
              new ByteArrayInputStream(event, 0, cut),
              new ByteArrayInputStream(event, cut, event.length - cut));
      var frame = FrameReader.events(pieces, LIMITS).next().orElseThrow();
      assertArrayEquals(event, frame.raw());
      assertEquals("{\"a\":\"ä€😀\"}", frame.text());
    }
  }

  @Test
  void whatIsNoTextIsReplacedInWhatIsReadAndWhatIsPassedOn() throws IOException {
    byte[] event = "data: \"a\u00ffb\"\n\n".getBytes(StandardCharsets.ISO_8859_1);
    var frame = FrameReader.events(new ByteArrayInputStream(event), LIMITS).next().orElseThrow();
    assertEquals("\"a\uFFFDb\"", frame.text());
    assertEquals("data: \"a\uFFFDb\"\n\n", new String(frame.raw(), StandardCharsets.UTF_8));
    byte[] whole = "\"a\u00ffb\"".getBytes(StandardCharsets.ISO_8859_1);
    var one = FrameReader.whole(new ByteArrayInputStream(whole), LIMITS).next().orElseThrow();
    assertEquals("\"a\uFFFDb\"", new String(one.raw(), StandardCharsets.UTF_8));
  }
}
