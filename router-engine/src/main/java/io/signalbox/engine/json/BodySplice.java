package io.signalbox.engine.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;

/// A JSON object in UTF-8, known only by where its own members lie, so that single members can be
/// replaced or added while all other bytes stay as they are. Immutable.
public final class BodySplice {
  private final byte[] body;
  private final List<Span> members;
  private final int end;

  private BodySplice(byte[] body, List<Span> members, int end) {
    this.body = body;
    this.members = members;
    this.end = end;
  }

  /// A member's value.
  private record Span(String name, int start, int end) {}

  /// The members of an object; empty if the text is no object in UTF-8.
  public static Optional<BodySplice> of(byte[] body) {
    if (body.length == 0 || body[0] == (byte) 0xEF) {
      return Optional.empty();
    }
    try (var cursor = new Cursor(body)) {
      return cursor.open() ? Optional.of(scan(body, cursor)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static BodySplice scan(byte[] body, Cursor cursor) {
    List<Span> members = new ArrayList<>();
    while (cursor.nextMember()) {
      String name = cursor.name();
      int start = cursor.start();
      members.add(new Span(name, start, cursor.end()));
    }
    return new BodySplice(body, members, cursor.end() - 1);
  }

  /// The text of a member's value, the last one if there are several.
  public Optional<String> value(String name) {
    for (int i = members.size() - 1; i >= 0; i--) {
      Span span = members.get(i);
      if (span.name().equals(name)) {
        return Optional.of(
            new String(body, span.start(), span.end() - span.start(), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  /// Whether something holds for the name of every member.
  public boolean everyName(Predicate<String> holds) {
    for (Span span : members) {
      if (!holds.test(span.name())) {
        return false;
      }
    }
    return true;
  }

  /// Whether there is such a member, be it null.
  public boolean has(String name) {
    for (Span span : members) {
      if (span.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /// The object with these members, name → JSON text, in the place of those of the same name, the
  /// others at its end.
  public byte[] with(Map<String, String> changes) {
    var out = new ByteArrayOutputStream(body.length + 64 * (changes.size() + 1));
    Map<String, String> missing = new LinkedHashMap<>(changes);
    int from = 0;
    for (Span span : members) {
      String value = changes.get(span.name());
      if (value != null) {
        missing.remove(span.name());
        out.write(body, from, span.start() - from);
        out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        from = span.end();
      }
    }
    out.write(body, from, end - from);
    add(missing, out);
    out.write(body, end, body.length - end);
    return out.toByteArray();
  }

  private void add(Map<String, String> missing, ByteArrayOutputStream out) {
    boolean comma = !members.isEmpty();
    for (Map.Entry<String, String> each : missing.entrySet()) {
      String name = new JsonText().string(each.getKey()).toString();
      String member = (comma ? "," : "") + name + ":" + each.getValue();
      out.writeBytes(member.getBytes(StandardCharsets.UTF_8));
      comma = true;
    }
  }
}
