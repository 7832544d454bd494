package io.signalbox.engine.dialect.gemini.client;

import static io.signalbox.engine.dialect.gemini.client.Values.VALUES;

import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the tools of a client's body: functions, and the provider's own tools. Belongs to one
/// thread.
final class ToolList {
  private static final int MOST = 10_000;
  private static final String ANYTHING = "{\"type\":\"object\",\"properties\":{}}";
  private static final Set<String> PLAIN =
      Set.of("name", "description", "parameters", "parametersJsonSchema");

  private final Cursor cursor;
  private final List<Tool> functions = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private final Map<String, String> own = new LinkedHashMap<>();
  private boolean plain = true;

  ToolList(Cursor cursor) {
    this.cursor = cursor;
  }

  void read(String param) {
    Values.each(cursor, param, "a list of tools", this::tool);
    if (!plain) {
      own.put(GeminiApi.FUNCTIONS, "[" + String.join(",", written) + "]");
    }
  }

  /// The functions.
  List<Tool> functions() {
    return functions;
  }

  /// The provider's own tools, and the functions if they say more than [Tool] has a place for; name
  /// → JSON text.
  Map<String, String> own() {
    return own;
  }

  private void tool(String param) {
    Members.read(
        cursor,
        param,
        name -> {
          if (name.equals(GeminiApi.FUNCTIONS)) {
            Values.each(cursor, Members.at(param, name), "a list of functions", this::function);
          } else if (cursor.isNull()) {
            cursor.skip();
          } else {
            own.put(name, cursor.raw());
          }
        });
  }

  private void function(String param) {
    if (functions.size() == MOST) {
      throw BodyErrors.of(param, "there may be " + MOST + " functions at most");
    }
    VALUES.object(cursor, param);
    int start = cursor.start();
    functions.add(new Reader(param).read());
    written.add(cursor.rawFrom(start));
  }

  /// One function.
  private final class Reader {
    private final String param;
    private String name = "";
    private String description = "";
    private String schema = ANYTHING;

    Reader(String param) {
      this.param = param;
    }

    Tool read() {
      Members.read(cursor, param, this::member);
      if (name.isEmpty()) {
        throw BodyErrors.missing(Members.at(param, "name"));
      }
      return new Tool(name, description, schema, false);
    }

    private void member(String member) {
      String where = Members.at(param, member);
      if (!PLAIN.contains(member)) {
        plain &= cursor.isNull();
        cursor.skip();
        return;
      }
      switch (member) {
        case "name" -> name = VALUES.text(cursor, where).orElse("");
        case "description" -> description = VALUES.text(cursor, where).orElse("");
        default -> schema(member, where);
      }
    }

    private void schema(String member, String where) {
      if (cursor.isNull()) {
        return;
      }
      VALUES.object(cursor, where);
      String written = cursor.raw();
      schema = member.equals("parameters") ? Schemas.ofArguments(written) : written;
    }
  }
}
