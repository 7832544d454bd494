package io.signalbox.engine.dialect.openai;

import static io.signalbox.engine.dialect.openai.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.json.Cursor;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the objects of a client's body that describe tools and the form of the answer.
final class ToolReader {
  private static final String FUNCTION = "function";

  /// A type as it can be shown to a person.
  private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,60}");

  private ToolReader() {}

  /// What is on offer.
  ///
  /// @param tool the function that it is or that stands for it; empty if there is none
  /// @param type as the client calls it
  /// @param losses what of it only this dialect can say, what → JSON text
  record Offered(Optional<Tool> tool, String type, Map<String, String> losses) {
    /// Whether it is no function.
    boolean isOther() {
      return !type.equals(FUNCTION);
    }
  }

  static Offered read(Cursor cursor, String param) {
    VALUES.object(cursor, param);
    int start = cursor.start();
    String type = FUNCTION;
    Optional<Tool> tool = Optional.empty();
    Optional<Offered> custom = Optional.empty();
    Optional<Part.CacheMark> mark = Optional.empty();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "type" -> type = VALUES.required(cursor, param + ".type");
        case FUNCTION -> tool = Optional.of(function(cursor, param + ".function"));
        case CustomTools.TYPE -> custom = custom(cursor, param + ".custom");
        case CacheControl.MEMBER -> mark = CacheControl.read(cursor);
        default -> cursor.skip();
      }
    }
    Optional<Part.CacheMark> marked = mark;
    return switch (type) {
      case FUNCTION ->
          new Offered(Optional.of(marked(required(tool, param), marked)), FUNCTION, Map.of());
      case CustomTools.TYPE -> custom.orElseThrow(() -> BodyErrors.missing(param + ".custom"));
      default ->
          new Offered(
              Optional.empty(),
              type,
              Map.of(param + " (" + word(type) + ")", cursor.rawFrom(start)));
    };
  }

  private static String word(String type) {
    return WORD.matcher(type).matches() ? type : "unknown";
  }

  private static Tool required(Optional<Tool> tool, String param) {
    return tool.orElseThrow(() -> BodyErrors.missing(param + ".function"));
  }

  private static Tool marked(Tool tool, Optional<Part.CacheMark> mark) {
    return mark.isPresent() ? tool.withMark(mark) : tool;
  }

  /// A tool that takes text; empty if the cursor is at no object. Only OpenAI enforces a grammar;
  /// other models are prompted to follow it.
  private static Optional<Offered> custom(Cursor cursor, String param) {
    if (!cursor.isObject()) {
      cursor.skip();
      return Optional.empty();
    }
    String name = "";
    String description = "";
    String format = "{}";
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "name" -> name = VALUES.required(cursor, param + ".name");
        case "description" -> description = VALUES.text(cursor, param + ".description").orElse("");
        case "format" -> format = cursor.raw();
        default -> cursor.skip();
      }
    }
    if (name.isEmpty()) {
      throw BodyErrors.missing(param + ".name");
    }
    String grammar = CustomInput.grammar(format);
    return Optional.of(
        new Offered(
            Optional.of(CustomInput.function(name, description, grammar)),
            CustomTools.TYPE,
            grammar.isEmpty() ? Map.of() : Map.of(param + ".format", format)));
  }

  /// The object that describes a function.
  static Tool function(Cursor cursor, String param) {
    VALUES.object(cursor, param);
    String name = "";
    String description = "";
    String schema = "";
    boolean strict = false;
    Optional<Part.CacheMark> mark = Optional.empty();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case CacheControl.MEMBER -> mark = CacheControl.read(cursor);
        case "name" -> name = VALUES.required(cursor, param + ".name");
        case "description" -> description = VALUES.text(cursor, param + ".description").orElse("");
        case "parameters" -> schema = schema(cursor, param + ".parameters");
        case "strict" -> strict = VALUES.flag(cursor, param + ".strict").orElse(false);
        default -> cursor.skip();
      }
    }
    if (name.isEmpty()) {
      throw BodyErrors.missing(param + ".name");
    }
    return new Tool(name, description, schema, strict, mark);
  }

  private static String schema(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return "";
    }
    VALUES.object(cursor, param);
    return cursor.raw();
  }

  /// The form of the answer; empty if it is none that a [ResponseFormat] can hold.
  static Optional<ResponseFormat> format(Cursor cursor) {
    String type = "";
    Optional<ResponseFormat> schema = Optional.empty();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "type" -> type = VALUES.required(cursor, "response_format.type");
        case "json_schema" -> schema = Optional.of(jsonSchema(cursor));
        default -> cursor.skip();
      }
    }
    return switch (type) {
      case "" -> throw BodyErrors.missing("response_format.type");
      case "text" -> Optional.of(new ResponseFormat.Text());
      case "json_object" -> Optional.of(new ResponseFormat.JsonObject());
      case "json_schema" -> Optional.of(required(schema));
      default -> Optional.empty();
    };
  }

  private static ResponseFormat required(Optional<ResponseFormat> schema) {
    return schema.orElseThrow(() -> BodyErrors.missing("response_format.json_schema"));
  }

  private static ResponseFormat jsonSchema(Cursor cursor) {
    String param = "response_format.json_schema";
    VALUES.object(cursor, param);
    String name = "";
    String schema = "{}";
    boolean strict = false;
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "name" -> name = VALUES.text(cursor, param + ".name").orElse("");
        case "schema" -> schema = schema(cursor, param + ".schema");
        case "strict" -> strict = VALUES.flag(cursor, param + ".strict").orElse(false);
        default -> cursor.skip();
      }
    }
    return new ResponseFormat.JsonSchema(name, schema.isEmpty() ? "{}" : schema, strict);
  }
}
