package io.signalbox.engine.dialect.kit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// Frames as Bedrock sends them.
public final class EventFrames {
  private EventFrames() {}

  public static byte[] event(String name, String json) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(":event-type", name);
    headers.put(":content-type", "application/json");
    headers.put(":message-type", "event");
    return frame(headers, json);
  }

  public static byte[] exception(String type, String json) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(":exception-type", type);
    headers.put(":content-type", "application/json");
    headers.put(":message-type", "exception");
    return frame(headers, json);
  }

  /// One frame for each line `{"name":{…}}`.
  public static byte[] stream(Iterable<String> lines) {
    var out = new ByteArrayOutputStream();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String name = line.substring(2, colon - 1);
      String payload = line.substring(colon + 1, line.length() - 1);
      out.writeBytes(name.endsWith("Exception") ? exception(name, payload) : event(name, payload));
    }
    return out.toByteArray();
  }

  public static byte[] frame(Map<String, String> headers, String payload) {
    var written = new ByteArrayOutputStream();
    headers.forEach((name, value) -> {
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      written.write(name.length());
      written.writeBytes(name.getBytes(StandardCharsets.UTF_8));
      written.write(7);
      written.write(text.length >> 8);
      written.write(text.length);
      written.writeBytes(text);
    });
    return frame(written.toByteArray(), payload.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] frame(byte[] headers, byte[] payload) {
    int length = 16 + headers.length + payload.length;
    var frame = ByteBuffer.allocate(length).putInt(length).putInt(headers.length);
    frame.putInt(sum(frame.array(), 8)).put(headers).put(payload);
    return frame.putInt(sum(frame.array(), length - 4)).array();
  }

  private static int sum(byte[] bytes, int count) {
    var sum = new CRC32();
    sum.update(bytes, 0, count);
    return (int) sum.getValue();
  }
}
