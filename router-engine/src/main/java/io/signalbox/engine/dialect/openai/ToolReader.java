package io.signalbox.engine.dialect.openai;

import static io.signalbox.engine.dialect.openai.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.json.Cursor;
import java.util.Optional;

/// Reads the objects of a client's body that describe tools and the form of the answer.
final class ToolReader {
  private ToolReader() {}

  /// A tool; empty if it is no function.
  static Optional<Tool> read(Cursor cursor, String param) {
    VALUES.object(cursor, param);
    String type = "function";
    Optional<Tool> tool = Optional.empty();
    Optional<Part.CacheMark> mark = Optional.empty();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "type" -> type = VALUES.required(cursor, param + ".type");
        case "function" -> tool = Optional.of(function(cursor, param + ".function"));
        case CacheControl.MEMBER -> mark = CacheControl.read(cursor);
        default -> cursor.skip();
      }
    }
    if (!type.equals("function")) {
      return Optional.empty();
    } else if (tool.isEmpty()) {
      throw BodyErrors.missing(param + ".function");
    }
    Optional<Part.CacheMark> marked = mark;
    return tool.map(each -> marked.isPresent() ? each.withMark(marked) : each);
  }

  private static Tool function(Cursor cursor, String param) {
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

  /// The name of the function that must be called; empty if the object names none.
  static String chosen(Cursor cursor) {
    String name = "";
    while (cursor.nextMember()) {
      if (cursor.name().equals("function") && cursor.isObject()) {
        while (cursor.nextMember()) {
          boolean isName = cursor.name().equals("name");
          String text = cursor.text();
          name = isName ? text : name;
        }
      } else {
        cursor.skip();
      }
    }
    return name;
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
