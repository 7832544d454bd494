package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.dialect.JsonTree;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The headers of one frame that are texts, by name. Immutable.
record EventHeaders(Map<String, String> texts) {
  /// What stands before the name of an exception in the name of a frame.
  static final String EXCEPTION = "exception ";

  private static final int TEXT = 7;

  EventHeaders {
    texts = Map.copyOf(texts);
  }

  /// @throws IOException if they are not whole
  static EventHeaders of(ByteBuffer bytes) throws IOException {
    var texts = new HashMap<String, String>();
    try {
      while (bytes.hasRemaining()) {
        String name = text(bytes, bytes.get() & 0xFF);
        int type = bytes.get();
        int length = length(bytes, type);
        String value = text(bytes, length);
        if (type == TEXT) {
          texts.put(name, value);
        }
      }
    } catch (BufferUnderflowException e) {
      throw new IOException("the headers of a frame are cut", e);
    }
    return new EventHeaders(texts);
  }

  private static int length(ByteBuffer bytes, int type) throws IOException {
    return switch (type) {
      case 0, 1 -> 0; // true and false
      case 2 -> 1;
      case 3 -> 2;
      case 4 -> 4;
      case 5, 8 -> 8; // a number, a time
      case 6, TEXT -> bytes.getShort() & 0xFFFF;
      case 9 -> 16; // an id
      default -> throw new IOException("a frame has a header of an unknown type");
    };
  }

  private static String text(ByteBuffer bytes, int length) {
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /// What the frame is: the name of an event, or of an exception behind a mark.
  String event() {
    return switch (text(":message-type")) {
      case "exception" -> EXCEPTION + text(":exception-type");
      case "error" -> EXCEPTION + text(":error-code");
      default -> text(":event-type");
    };
  }

  /// An error without a payload has its message in a header.
  byte[] payload(byte[] payload) {
    return payload.length == 0 && text(":message-type").equals("error")
        ? JsonTree.bytes(JsonTree.object().put("message", text(":error-message")))
        : payload;
  }

  private String text(String name) {
    return texts.getOrDefault(name, "");
  }
}
