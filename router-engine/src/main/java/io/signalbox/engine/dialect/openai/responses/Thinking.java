package io.signalbox.engine.dialect.openai.responses;

import static io.signalbox.engine.dialect.openai.responses.Values.VALUES;

import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.JsonText;
import java.util.Optional;

/// The member `reasoning`: how hard the model thinks, and how much of it is told. All that a
/// provider tells is passed on.
///
/// @param effort none, minimal, low, medium, high or a word of the provider's own
/// @param summary auto, concise or detailed
record Thinking(Optional<String> effort, Optional<String> summary) {
  static final Thinking USUAL = new Thinking(Optional.empty(), Optional.empty());

  static Thinking read(Cursor cursor) {
    VALUES.object(cursor, "reasoning");
    Optional<String> effort = Optional.empty();
    Optional<String> summary = Optional.empty();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "effort" -> effort = VALUES.text(cursor, "reasoning.effort");
        case "summary" -> summary = VALUES.text(cursor, "reasoning.summary");
        default -> cursor.skip();
      }
    }
    return new Thinking(effort, summary);
  }

  /// The member as an answer repeats it.
  String repeated() {
    var json = new JsonText().open('{').name("effort");
    effort.ifPresentOrElse(json::string, () -> json.raw("null"));
    json.name("summary");
    summary.ifPresentOrElse(json::string, () -> json.raw("null"));
    return json.close('}').toString();
  }
}
