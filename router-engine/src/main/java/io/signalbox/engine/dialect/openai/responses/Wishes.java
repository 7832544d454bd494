package io.signalbox.engine.dialect.openai.responses;

import static io.signalbox.engine.dialect.openai.responses.Values.VALUES;

import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Members of a body that a request has no place for. What asks for nothing more than we do anyway
/// is let go; the rest is kept to be named as lost. Belongs to one thread.
final class Wishes {
  private static final String SEALED = "reasoning.encrypted_content";

  private final Map<String, String> lost = new LinkedHashMap<>();
  private final Map<String, String> usual = new LinkedHashMap<>();
  private boolean keeps = true;

  /// Reads one.
  void read(String name, Cursor cursor) {
    switch (name) {
      case "background" -> background(cursor);
      case "conversation" -> refuse(cursor, name, "all of it in 'input'");
      case "prompt" -> refuse(cursor, name, "its text in 'instructions' and 'input'");
      case "include" -> include(cursor);
      case "stream_options" -> usual.put(name, cursor.raw());
      case "store" -> keeps = !unless(name, cursor, "false", "true").equals("false");
      case "truncation" -> unless(name, cursor, "\"disabled\"");
      case "top_logprobs", "presence_penalty", "frequency_penalty" -> unless(name, cursor, "0");
      case "service_tier" -> unless(name, cursor, "\"auto\"", "\"default\"");
      default -> unless(name, cursor);
    }
  }

  /// Names something as lost.
  void lose(String what, String json) {
    lost.putIfAbsent(what, json);
  }

  /// What → JSON text.
  Map<String, String> lost() {
    return lost;
  }

  /// What asks for what is done anyway, name → JSON text.
  Map<String, String> usual() {
    return usual;
  }

  /// Whether the client wants its answer kept, as is usual.
  boolean keeps() {
    return keeps;
  }

  private String unless(String name, Cursor cursor, String... done) {
    String json = cursor.raw();
    if (List.of(done).contains(json)) {
      usual.put(name, json);
    } else if (!json.equals("null")) {
      lose(name, json);
    }
    return json;
  }

  private static void background(Cursor cursor) {
    if (VALUES.flag(cursor, "background").orElse(false)) {
      throw ResponsesErrors.stateless(
          "background", "Leave it out, and wait for the answer or stream it.");
    }
  }

  private static void refuse(Cursor cursor, String name, String instead) {
    if (!cursor.isNull()) {
      throw ResponsesErrors.stateless(name, "Send " + instead + " instead.");
    }
  }

  private void include(Cursor cursor) {
    if (cursor.isNull()) {
      return;
    }
    int start = cursor.start();
    VALUES.array(cursor, "include", "an array of strings");
    List<String> wanted = new ArrayList<>();
    while (cursor.nextElement()) {
      wanted.add(VALUES.required(cursor, "include[" + wanted.size() + "]"));
    }
    boolean more = wanted.stream().anyMatch(each -> !each.equals(SEALED));
    (more ? lost : usual).put("include", cursor.rawFrom(start));
  }
}
