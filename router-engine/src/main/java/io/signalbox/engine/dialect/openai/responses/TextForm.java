package io.signalbox.engine.dialect.openai.responses;

import static io.signalbox.engine.dialect.openai.responses.Values.VALUES;

import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.dialect.openai.BodyErrors;
import io.signalbox.engine.json.Cursor;
import java.util.Optional;

/// The member `text`: the form that the answer must have, and how wordy it is.
///
/// @param format the form; empty if it is none that we know
/// @param json the form as it was written; empty if it was not
/// @param verbosity the wish, as JSON text; empty if there is none
record TextForm(
    Optional<ResponseFormat> format, Optional<String> json, Optional<String> verbosity) {
  static final TextForm PLAIN =
      new TextForm(Optional.of(new ResponseFormat.Text()), Optional.empty(), Optional.empty());

  private static final String WHERE = "text.format";
  private static final String UNNAMED = "answer";

  static TextForm read(Cursor cursor) {
    VALUES.object(cursor, "text");
    TextForm form = PLAIN;
    Optional<String> verbosity = Optional.empty();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "format" -> form = cursor.isNull() ? PLAIN : format(cursor);
        case "verbosity" -> verbosity = Values.json(cursor);
        default -> cursor.skip();
      }
    }
    return new TextForm(form.format, form.json, verbosity);
  }

  private static TextForm format(Cursor cursor) {
    VALUES.object(cursor, WHERE);
    int start = cursor.start();
    String type = "";
    String name = UNNAMED;
    Optional<String> schema = Optional.empty();
    boolean strict = false;
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "type" -> type = VALUES.required(cursor, WHERE + ".type");
        case "name" -> name = VALUES.text(cursor, WHERE + ".name").orElse(UNNAMED);
        case "schema" -> schema = schema(cursor);
        case "strict" -> strict = VALUES.flag(cursor, WHERE + ".strict").orElse(false);
        default -> cursor.skip();
      }
    }
    Optional<ResponseFormat> known = known(type, name, schema, strict);
    return new TextForm(known, Optional.of(cursor.rawFrom(start)), Optional.empty());
  }

  private static Optional<String> schema(Cursor cursor) {
    VALUES.object(cursor, WHERE + ".schema");
    return Optional.of(cursor.raw());
  }

  private static Optional<ResponseFormat> known(
      String type, String name, Optional<String> schema, boolean strict) {
    return switch (type) {
      case "" -> throw BodyErrors.missing(WHERE + ".type");
      case "text" -> Optional.of(new ResponseFormat.Text());
      case "json_object" -> Optional.of(new ResponseFormat.JsonObject());
      case "json_schema" ->
          Optional.of(
              new ResponseFormat.JsonSchema(
                  name, schema.orElseThrow(() -> BodyErrors.missing(WHERE + ".schema")), strict));
      default -> Optional.empty();
    };
  }

  /// The member as an answer repeats it.
  String repeated() {
    String form = format.isPresent() ? json.orElse("{\"type\":\"text\"}") : "{\"type\":\"text\"}";
    return "{\"format\":" + form + "}";
  }
}
