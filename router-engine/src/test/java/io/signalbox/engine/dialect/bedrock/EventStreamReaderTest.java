package io.signalbox.engine.dialect.bedrock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.signalbox.engine.dialect.kit.EventFrames;
import io.signalbox.engine.wire.Pieces;
import io.signalbox.engine.wire.WireFrame;
import io.signalbox.engine.wire.WireLimitException;
import io.signalbox.engine.wire.WireLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Binary frames, whole, damaged and cut.
final class EventStreamReaderTest {
  private static final byte[] TWO =
      EventFrames.stream(
          List.of("{\"messageStart\":{\"role\":\"assistant\"}}", "{\"messageStop\":{}}"));

  private static List<WireFrame> read(InputStream in, WireLimits limits) throws IOException {
    var frames = new ArrayList<WireFrame>();
    try (var reader = new EventStreamReader(in, limits)) {
      for (Optional<WireFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
        frames.add(next.get());
      }
    }
    return frames;
  }

  private static List<WireFrame> read(byte[] bytes) throws IOException {
    return read(new ByteArrayInputStream(bytes), WireLimits.DEFAULT);
  }

  /// The vectors of the format's own test suite (awslabs/aws-c-event-stream).
  @Test
  void publishedFramesAreRead() throws IOException {
    var hex = HexFormat.of();
    var empty = read(hex.parseHex("000000100000000005c248eb7d98c8ff")).getFirst();
    assertEquals("", empty.text());
    var plain = read(hex.parseHex("0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936"));
    assertEquals("{'foo':'bar'}", plain.getFirst().text());
  }

  @Test
  void framesAreTheSameHoweverTheyAreCut() throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      var frames = read(new Pieces(TWO, seed), WireLimits.DEFAULT);
      assertEquals(List.of("messageStart", "messageStop"), names(frames));
      assertEquals("{\"role\":\"assistant\"}", frames.getFirst().text());
    }
  }

  private static List<String> names(List<WireFrame> frames) {
    return frames.stream().map(WireFrame::event).toList();
  }

  @Test
  void anyByteThatIsWrongIsNoticed() {
    byte[] one = EventFrames.event("messageStop", "{}");
    var random = new Random(7);
    for (int i = 0; i < one.length; i++) {
      byte[] damaged = one.clone();
      damaged[i] ^= (byte) (1 + random.nextInt(255));
      assertThrows(IOException.class, () -> read(damaged), "byte " + i);
    }
  }

  @Test
  void streamThatEndsWithinAFrameIsBroken() throws IOException {
    int first = EventFrames.event("messageStart", "{\"role\":\"assistant\"}").length;
    for (int length = 1; length < TWO.length; length++) {
      byte[] part = Arrays.copyOf(TWO, length);
      if (length == first) {
        assertEquals(List.of("messageStart"), names(read(part)));
      } else {
        assertThrows(IOException.class, () -> read(part), "cut at " + length);
      }
    }
  }

  @Test
  void exceptionsAndErrorsAreToldFromEvents() throws IOException {
    var exception = read(EventFrames.exception("throttlingException", "{\"message\":\"slow\"}"));
    assertEquals(List.of("exception throttlingException"), names(exception));
    var error =
        read(
            EventFrames.frame(
                Map.of(
                    ":message-type", "error", ":error-code", "Broken", ":error-message", "\"so\""),
                ""));
    assertEquals(List.of("exception Broken"), names(error));
    assertEquals("{\"message\":\"\\\"so\\\"\"}", error.getFirst().text());
  }

  @Test
  void headersOfEveryTypeAreSkipped() throws IOException {
    String types =
        "0161"
            + "00"
            + "0162"
            + "01"
            + "0163"
            + "0201"
            + "0164"
            + "030001"
            + "0165"
            + "0400000001"
            + "0166"
            + "050000000000000001"
            + "0167"
            + "060002abcd"
            + "0168"
            + "080000000000000001"
            + "0169"
            + "09"
            + "00".repeat(16);
    byte[] name = HexFormat.of().parseHex("0b3a6576656e742d74797065" + "07000161");
    byte[] headers = HexFormat.of().parseHex(types + HexFormat.of().formatHex(name));
    byte[] payload = "{}".getBytes(StandardCharsets.UTF_8);
    var frame = read(EventFrames.frame(headers, payload)).getFirst();
    assertEquals("a", frame.event());
    assertArrayEquals(payload, frame.data());
    byte[] unknown = HexFormat.of().parseHex("01610a");
    assertThrows(IOException.class, () -> read(EventFrames.frame(unknown, payload)));
    byte[] cut = HexFormat.of().parseHex("0161070009");
    assertThrows(IOException.class, () -> read(EventFrames.frame(cut, payload)));
  }

  @Test
  void largeFramesAndStreamsAreRefused() {
    var small = new WireLimits(100, 1_000);
    byte[] large = EventFrames.event("messageStop", " ".repeat(200));
    assertThrows(WireLimitException.class, () -> read(new ByteArrayInputStream(large), small));
    var total = new WireLimits(1_000, TWO.length - 1L);
    assertThrows(WireLimitException.class, () -> read(new ByteArrayInputStream(TWO), total));
  }
}
