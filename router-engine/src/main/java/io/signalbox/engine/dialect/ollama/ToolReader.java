package io.signalbox.engine.dialect.ollama;

import static io.signalbox.engine.dialect.ollama.Values.VALUES;

import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the tools of a client's body, which are functions all.
final class ToolReader {
  private static final int MOST = 10_000;
  private static final String FUNCTION = "function";

  private ToolReader() {}

  static List<Tool> list(Cursor cursor) {
    if (cursor.isNull()) {
      return List.of();
    }
    VALUES.array(cursor, "tools", "an array of tools");
    List<Tool> all = new ArrayList<>();
    while (cursor.nextElement()) {
      if (all.size() == MOST) {
        throw BodyErrors.of("tools", "at most " + MOST + " are allowed");
      }
      all.add(tool(cursor, "tools[" + all.size() + "]"));
    }
    return all;
  }

  private static Tool tool(Cursor cursor, String param) {
    VALUES.object(cursor, param);
    String type = FUNCTION;
    Optional<Tool> tool = Optional.empty();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "type" -> type = VALUES.text(cursor, param + ".type").orElse(FUNCTION);
        case FUNCTION -> tool = Optional.of(function(cursor, param + ".function"));
        default -> cursor.skip();
      }
    }
    if (!type.equals(FUNCTION)) {
      throw BodyErrors.value(param + ".type", type, "\"function\"");
    }
    return tool.orElseThrow(() -> BodyErrors.missing(param + ".function"));
  }

  private static Tool function(Cursor cursor, String param) {
    VALUES.object(cursor, param);
    String name = "";
    String description = "";
    String schema = "";
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "name" -> name = VALUES.required(cursor, param + ".name");
        case "description" -> description = VALUES.text(cursor, param + ".description").orElse("");
        case "parameters" -> schema = schema(cursor, param + ".parameters");
        default -> cursor.skip();
      }
    }
    if (name.isEmpty()) {
      throw BodyErrors.missing(param + ".name");
    }
    return new Tool(name, description, schema, false);
  }

  private static String schema(Cursor cursor, String param) {
    if (cursor.isNull()) {
      return "";
    }
    VALUES.object(cursor, param);
    return cursor.raw();
  }
}
