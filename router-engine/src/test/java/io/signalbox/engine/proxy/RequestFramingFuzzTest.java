package io.signalbox.engine.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.Http1HeadersParser;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.webserver.http1.Http1Prologue;
import io.signalbox.engine.wire.Pieces;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;

/// Requests are cut in the same way however their bytes come, and a head that passes is one for the
/// server's own parser too, with the same method, address and number of headers.
final class RequestFramingFuzzTest {
  private static final int MOST_BODY = 1 << 16;

  @FuzzTest
  void isTheSameHoweverItComes(byte[] stream) {
    Given whole = given(stream, stream.length);
    assertEquals(whole, given(stream, 1), "byte by byte");
    var pieces = new Pieces(stream, Arrays.hashCode(stream));
    assertEquals(whole, given(stream, 1 + pieces.read(new byte[8], 0, 8) * 3), "cut in pieces");
  }

  @FuzzTest
  void passesNothingThatTheServerWouldRefuse(byte[] stream) {
    var framing = new RequestFraming(MOST_BODY);
    framing.feed(stream.clone());
    try {
      framing.next().ifPresent(RequestFramingFuzzTest::parsed);
    } catch (RequestException refused) {
      assertTrue(refused.status().code() >= 400 && refused.status().code() < 600);
    }
  }

  @FuzzTest
  void labels(byte[] header) {
    String text = new String(header, StandardCharsets.ISO_8859_1);
    MetadataHeader.read(text)
        .ifPresent(labels ->
            labels.forEach((key, value) -> {
              assertEquals(value, value.strip());
              assertTrue(text.contains(key) && text.contains(value));
            }));
    HeaderText.of(text).chars().forEach(c -> assertTrue(c >= ' ' && c < 127));
  }

  private static void parsed(byte[] head) {
    byte[][] once = {head};
    var reader =
        DataReader.create(() -> {
          byte[] next = once[0];
          once[0] = null;
          return next;
        });
    HttpPrologue prologue =
        new Http1Prologue(reader, RequestFraming.LINE_BYTES, false).readPrologue();
    var headers = Http1HeadersParser.readHeaders(reader, RequestFraming.HEADER_BYTES, true);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String[] lines = text.split("\r\n");
    assertEquals(text.substring(0, text.indexOf(' ')), prologue.method().text());
    Assertions.assertEquals("1.1", prologue.protocolVersion());
    long names =
        Arrays.stream(lines)
            .skip(1)
            .map(each -> each.substring(0, each.indexOf(':')).toLowerCase(Locale.ROOT))
            .distinct()
            .count();
    assertEquals(names, headers.size());
  }

  /// What is given on, and whether the rest is refused.
  private record Given(String text, Optional<Integer> refused) {}

  private static Given given(byte[] stream, int step) {
    var framing = new RequestFraming(MOST_BODY);
    var out = new ByteArrayOutputStream();
    try {
      for (int at = 0; at < stream.length; at += step) {
        framing.feed(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + step)));
        for (var next = framing.next(); next.isPresent(); next = framing.next()) {
          out.writeBytes(next.get());
        }
      }
    } catch (RequestException refused) {
      // How much of a broken body was passed on before is a matter of its pieces.
      return new Given("", Optional.of(refused.status().code()));
    }
    return new Given(out.toString(StandardCharsets.ISO_8859_1), Optional.empty());
  }
}
