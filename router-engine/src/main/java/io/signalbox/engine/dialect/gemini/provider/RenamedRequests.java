package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// A client's own body for embeddings, with nothing changed but the name of the model, which stands
/// in each request of a batch. The array is not copied and must not be changed.
///
/// @param body the bytes
/// @param batch whether it is a list of requests
record RenamedRequests(byte[] body, boolean batch) {
  private static final String MODEL = "model";
  private static final String REQUESTS = "requests";

  private record Span(int start, int end) {}

  /// @param name the name that the provider has for the model
  /// @return empty if the body is none that names can be replaced in
  static Optional<RenamedRequests> of(byte[] body, String name) {
    var names = new ArrayList<Span>();
    if (body.length == 0 || body[0] == (byte) 0xEF) {
      return Optional.empty();
    }
    try (var cursor = new Cursor(body)) {
      if (!cursor.open()) {
        return Optional.empty();
      }
      boolean batch = members(cursor, names);
      return Optional.of(new RenamedRequests(replaced(body, names, name), batch));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static boolean members(Cursor cursor, List<Span> names) {
    boolean batch = false;
    while (cursor.nextMember()) {
      if (cursor.name().equals(MODEL)) {
        int start = cursor.start();
        names.add(new Span(start, cursor.end()));
      } else if (cursor.name().equals(REQUESTS)) {
        batch = true;
        requests(cursor, names);
      } else {
        cursor.skip();
      }
    }
    return batch;
  }

  /// The API takes a single request for a list of one.
  private static void requests(Cursor cursor, List<Span> names) {
    if (cursor.isObject()) {
      members(cursor, names);
    } else if (cursor.isArray()) {
      while (cursor.nextElement()) {
        requests(cursor, names);
      }
    } else {
      cursor.skip();
    }
  }

  private static byte[] replaced(byte[] body, List<Span> names, String name) {
    byte[] quoted = new JsonText().string(name).toString().getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(body.length + names.size() * quoted.length);
    int from = 0;
    for (Span span : names) {
      out.write(body, from, span.start() - from);
      out.writeBytes(quoted);
      from = span.end();
    }
    out.write(body, from, body.length - from);
    return out.toByteArray();
  }
}
