package io.signalbox.engine.dialect.anthropic.client;

import static io.signalbox.engine.dialect.anthropic.client.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tools that a client offers.
///
/// @param known those that every dialect can offer
/// @param whole whether they are all of it: no tool of the provider's own, no member that only this
///   dialect knows
record ToolList(List<Tool> known, boolean whole) {
  private static final int MOST = 10_000;
  private static final Set<String> PLAIN =
      Set.of("type", "name", "description", "input_schema", "strict", CacheControl.MEMBER);

  static ToolList read(Cursor cursor) {
    VALUES.array(cursor, "tools", "a list of tools");
    List<Tool> known = new ArrayList<>();
    boolean whole = true;
    for (int i = 0; cursor.nextElement(); i++) {
      if (i == MOST) {
        throw BodyErrors.of("tools", "may be " + MOST + " at most");
      }
      var reader = new Reader(cursor, "tools." + i);
      Optional<Tool> tool = reader.read();
      tool.ifPresent(known::add);
      whole &= tool.isPresent() && reader.plain;
    }
    return new ToolList(known, whole);
  }

  /// One tool.
  private static final class Reader {
    private final Cursor cursor;
    private final String param;
    private String type = "custom";
    private Optional<String> name = Optional.empty();
    private String description = "";
    private String schema = "";
    private boolean strict;
    private Optional<Part.CacheMark> mark = Optional.empty();
    private boolean plain = true;

    Reader(Cursor cursor, String param) {
      this.cursor = cursor;
      this.param = param;
    }

    /// The tool; empty if it is one of the provider's own.
    Optional<Tool> read() {
      VALUES.object(cursor, param);
      while (cursor.nextMember()) {
        String member = cursor.name();
        plain &= PLAIN.contains(member);
        take(member, param + "." + member);
      }
      if (!type.equals("custom")) {
        return Optional.empty();
      }
      String called = name.orElseThrow(() -> BodyErrors.missing(param + ".name"));
      if (schema.isEmpty()) {
        throw BodyErrors.missing(param + ".input_schema");
      }
      return Optional.of(new Tool(called, description, schema, strict, mark));
    }

    private void take(String member, String where) {
      switch (member) {
        case "type" -> type = VALUES.text(cursor, where).orElse("custom");
        case "name" -> name = Optional.of(VALUES.required(cursor, where));
        case "description" -> description = VALUES.text(cursor, where).orElse("");
        case "input_schema" -> {
          VALUES.object(cursor, where);
          schema = cursor.raw();
        }
        case CacheControl.MEMBER -> mark = CacheControl.read(cursor);
        case "strict" -> strict = VALUES.flag(cursor, where).orElse(false);
        default -> cursor.skip();
      }
    }
  }
}
