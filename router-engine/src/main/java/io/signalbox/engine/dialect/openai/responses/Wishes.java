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

  /// Reads one.
  void read(String name, Cursor cursor) {
    switch (name) {
      case "background" -> background(cursor);
      case "conversation" -> refuse(cursor, name, "all of it in 'input'");
      case "prompt" -> refuse(cursor, name, "its text in 'instructions' and 'input'");
      case "previous_response_id" -> previous(cursor);
      case "include" -> include(cursor);
      case "stream_options" -> cursor.skip();
      case "store" -> unless("false", name, cursor);
      case "truncation" -> unless("\"disabled\"", name, cursor);
      case "top_logprobs", "presence_penalty", "frequency_penalty" -> unless("0", name, cursor);
      case "service_tier" -> tier(cursor);
      default -> unless("null", name, cursor);
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

  private void unless(String usual, String name, Cursor cursor) {
    String json = cursor.raw();
    if (!json.equals(usual) && !json.equals("null")) {
      lose(name, json);
    }
  }

  private void tier(Cursor cursor) {
    String json = cursor.raw();
    if (!List.of("null", "\"auto\"", "\"default\"").contains(json)) {
      lose("service_tier", json);
    }
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

  private static void previous(Cursor cursor) {
    String name = "previous_response_id";
    VALUES
        .text(cursor, name)
        .ifPresent(id -> {
          throw ResponsesErrors.notKept(
              "previous_response_not_found", "Previous response", id, name);
        });
  }

  private void include(Cursor cursor) {
    if (cursor.isNull()) {
      return;
    }
    VALUES.array(cursor, "include", "an array of strings");
    List<String> wanted = new ArrayList<>();
    while (cursor.nextElement()) {
      wanted.add(VALUES.required(cursor, "include[" + wanted.size() + "]"));
    }
    wanted.removeIf(SEALED::equals);
    if (!wanted.isEmpty()) {
      lose("include", "[]");
    }
  }
}
