package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.json.Cursor;
import java.nio.charset.StandardCharsets;

/// The `format` of a tool that takes text: `{"type":"text"}`, or `{"type":"grammar", "syntax",
/// "definition"}`.
final class Grammar {
  private Grammar() {}

  /// The grammar as a text; empty if there is none.
  static String of(String format) {
    try (var cursor = new Cursor(format.getBytes(StandardCharsets.UTF_8))) {
      return cursor.open() ? definition(cursor) : "";
    }
  }

  private static String definition(Cursor cursor) {
    String definition = "";
    while (cursor.nextMember()) {
      if (cursor.name().equals("definition")) {
        definition = cursor.text();
      } else {
        cursor.skip();
      }
    }
    return definition;
  }
}
