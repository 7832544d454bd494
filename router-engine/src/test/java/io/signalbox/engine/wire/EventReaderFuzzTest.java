package io.signalbox.engine.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Server-sent events are read as the specification's own words say, whatever their cuts.
final class EventReaderFuzzTest {
  private static final WireLimits LIMITS = new WireLimits(1 << 20, 4 << 20);
  private static final WireLimits SMALL = new WireLimits(64, 512);

  @FuzzTest
  void meansWhatTheSpecificationSays(byte[] stream) throws IOException {
    List<WireFrame> frames = frames(new ByteArrayInputStream(stream), LIMITS);
    List<String> said =
        frames.stream()
            .filter(each -> each.data().length > 0)
            .map(each -> each.event() + "|" + each.text())
            .toList();
    assertEquals(specified(stream), said);
    List<WireFrame> cut = frames(new Pieces(stream, Arrays.hashCode(stream)), LIMITS);
    assertEquals(shown(frames), shown(cut), "cut in pieces");
    rawBytesAreThoseOfTheStream(stream, frames);
  }

  @FuzzTest
  void staysWithinItsLimits(byte[] stream) throws IOException {
    try {
      for (WireFrame frame : frames(new ByteArrayInputStream(stream), SMALL)) {
        assertTrue(frame.raw().length <= SMALL.frameBytes() * 4, "an event beyond the limit");
      }
    } catch (WireLimitException expected) {
      assertTrue(stream.length > SMALL.frameBytes());
    }
  }

  /// Where the stream is no UTF-8, its replacement stands in both.
  private static void rawBytesAreThoseOfTheStream(byte[] stream, List<WireFrame> frames) {
    var raw = new ByteArrayOutputStream();
    frames.forEach(each -> raw.writeBytes(each.raw()));
    String text = new String(stream, StandardCharsets.UTF_8);
    assertTrue(text.startsWith(raw.toString(StandardCharsets.UTF_8)));
    assertTrue(Utf8.isWellFormed(raw.toByteArray()));
  }

  private static List<WireFrame> frames(InputStream in, WireLimits limits) throws IOException {
    var frames = new ArrayList<WireFrame>();
    try (var reader = FrameReader.events(in, limits)) {
      for (Optional<WireFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
        frames.add(next.get());
      }
    }
    return frames;
  }

  private static String shown(List<WireFrame> frames) {
    var out = new StringBuilder();
    frames.forEach(each ->
        out.append(each.event())
            .append('|')
            .append(each.text())
            .append('|')
            .append(Arrays.toString(each.raw()))
            .append('\n'));
    return out.toString();
  }

  /// WHATWG HTML, 9.2.6, by splitting the whole text.
  private static List<String> specified(byte[] stream) {
    String text = new String(stream, StandardCharsets.UTF_8);
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<String> events = new ArrayList<>();
    String name = "";
    var data = new StringBuilder();
    String[] lines = unmarked.split("\r\n|\n|\r", -1);
    for (String line : Arrays.copyOf(lines, lines.length - 1)) { // the last has no end
      if (line.isEmpty()) {
        if (data.length() > 1) {
          events.add(name + "|" + data.substring(0, data.length() - 1));
        }
        data.setLength(0);
        name = "";
      } else {
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
        name = field.equals("event") ? value : name;
        data.append(field.equals("data") ? value + "\n" : "");
      }
    }
    return events;
  }
}
