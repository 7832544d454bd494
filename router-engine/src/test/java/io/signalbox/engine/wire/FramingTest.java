package io.signalbox.engine.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FramingTest {
  private static final WireLimits SMALL = new WireLimits(16, 40);

  @Test
  void lineIsAFrameWithoutItsEnd() throws IOException {
    assertEquals(
        List.of("{\"a\":1}", "{\"b\":2}", "{}"),
        texts("{\"a\":1}\n\r\n\n{\"b\":2}\r\n{}", WireLimits.DEFAULT));
    assertTrue(texts("\n\n", WireLimits.DEFAULT).isEmpty());
    assertTrue(Framing.LINES.isStream());
  }

  @Test
  void rawBytesOfLinesAreTheWholeLine() throws IOException {
    try (var reader = reader("{}\r\n[]", WireLimits.DEFAULT)) {
      assertEquals("{}\r\n", utf8(reader.next().orElseThrow().raw()));
      assertEquals("[]", utf8(reader.next().orElseThrow().raw()));
      assertTrue(reader.next().isEmpty());
      assertTrue(reader.next().isEmpty());
    }
  }

  @Test
  void linesHaveLimits() {
    assertThrows(WireLimitException.class, () -> texts("x".repeat(17) + "\n", SMALL));
    assertThrows(WireLimitException.class, () -> texts("12345678\n".repeat(5), SMALL));
  }

  private static List<String> texts(String lines, WireLimits limits) throws IOException {
    var texts = new ArrayList<String>();
    try (var reader = reader(lines, limits)) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        texts.add(next.get().text());
      }
    }
    return texts;
  }

  private static FrameReader reader(String lines, WireLimits limits) {
    return Framing.LINES.reader(
        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), limits);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
