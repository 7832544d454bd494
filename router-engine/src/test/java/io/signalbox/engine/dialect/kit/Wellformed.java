package io.signalbox.engine.dialect.kit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.wire.WireFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What everything that we write must be, whatever it was made from.
public final class Wellformed {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Wellformed() {}

  /// A JSON object in UTF-8 and nothing else.
  public static JsonNode json(byte[] body) {
    String text = utf8(body);
    JsonNode node = value(text);
    assertTrue(node.isObject(), () -> "no object: " + text);
    return node;
  }

  /// A JSON value and nothing else.
  public static JsonNode value(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      assertTrue(!node.isMissingNode(), "nothing at all");
      return node;
    } catch (JacksonException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  /// Server-sent events, each of them a JSON object, but for OpenAI's end mark.
  public static void events(byte[] stream) {
    for (WireFrame frame : Answer.frames(stream)) {
      if (!frame.isComment() && !frame.text().equals("[DONE]")) {
        json(frame.data());
      }
    }
  }

  /// Lines, each of them a JSON object.
  public static void lines(byte[] stream) {
    String text = utf8(stream);
    assertTrue(text.isEmpty() || text.endsWith("\n"), () -> "no line end: " + text);
    text.lines().forEach(line -> json(line.getBytes(StandardCharsets.UTF_8)));
  }

  /// A text in UTF-8.
  public static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("no UTF-8: " + new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  /// A text that can stand in a header.
  public static void header(String text) {
    assertTrue(text.chars().allMatch(c -> c >= ' ' && c < 127), () -> "no header: " + text);
  }
}
