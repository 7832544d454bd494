package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.JsonText;

/// The signature of a call as Google's compatible API writes it beside the call's function
/// (https://ai.google.dev/gemini-api/docs/thought-signatures, read 2026-11):
/// `"extra_content":{"google":{"thought_signature":"…"}}`.
final class ExtraContent {
  static final String MEMBER = "extra_content";
  private static final String GOOGLE = "google";
  private static final String SIGNATURE = "thought_signature";

  private ExtraContent() {}

  /// The signature in the value at the cursor; empty if there is none.
  static String signature(Cursor cursor) {
    return text(cursor, GOOGLE, SIGNATURE);
  }

  private static String text(Cursor cursor, String... path) {
    if (path.length == 0) {
      return cursor.text();
    } else if (!cursor.isObject()) {
      cursor.skip();
      return "";
    }
    String text = "";
    while (cursor.nextMember()) {
      if (cursor.name().equals(path[0])) {
        text = text(cursor, java.util.Arrays.copyOfRange(path, 1, path.length));
      } else {
        cursor.skip();
      }
    }
    return text;
  }

  static void write(JsonText json, String signature) {
    json.name(MEMBER).open('{').name(GOOGLE).open('{');
    json.member(SIGNATURE, signature).close('}').close('}');
  }
}
