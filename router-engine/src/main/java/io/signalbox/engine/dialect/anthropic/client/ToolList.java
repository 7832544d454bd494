package io.signalbox.engine.dialect.anthropic.client;

import static io.signalbox.engine.dialect.anthropic.client.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The tools that a client offers.
///
/// @param known those that every dialect can offer
/// @param others what they lack, what → JSON text: tools of the provider's own, and members that
///   only this dialect knows
record ToolList(List<Tool> known, Map<String, String> others) {
  private static final int MOST = 10_000;

  /// What can be shown to a person.
  private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,60}");

  private static final Set<String> PLAIN =
      Set.of("type", "name", "description", "input_schema", "strict", CacheControl.MEMBER);

  static ToolList read(Cursor cursor) {
    VALUES.array(cursor, "tools", "a list of tools");
    List<Tool> known = new ArrayList<>();
    Map<String, String> others = new LinkedHashMap<>();
    for (int i = 0; cursor.nextElement(); i++) {
      if (i == MOST) {
        throw BodyErrors.of("tools", "may be " + MOST + " at most");
      }
      var reader = new Reader(cursor, "tools." + i, "tools[" + i + "]", others);
      Optional<Tool> tool = reader.read();
      tool.ifPresent(known::add);
    }
    return new ToolList(known, others);
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
    private final String place;
    private final Map<String, String> others;

    /// @param place where it stands, for people
    Reader(Cursor cursor, String param, String place, Map<String, String> others) {
      this.cursor = cursor;
      this.param = param;
      this.place = place;
      this.others = others;
    }

    /// The tool; empty if it is one of the provider's own.
    Optional<Tool> read() {
      VALUES.object(cursor, param);
      int start = cursor.start();
      Map<String, String> odd = new LinkedHashMap<>();
      while (cursor.nextMember()) {
        String member = cursor.name();
        if (PLAIN.contains(member)) {
          take(member, param + "." + member);
        } else {
          odd.put(place + "." + word(member), cursor.raw());
        }
      }
      if (!type.equals("custom")) {
        others.put(place + " (" + word(type) + ")", cursor.rawFrom(start));
        return Optional.empty();
      }
      others.putAll(odd);
      String called = name.orElseThrow(() -> BodyErrors.missing(param + ".name"));
      if (schema.isEmpty()) {
        throw BodyErrors.missing(param + ".input_schema");
      }
      return Optional.of(new Tool(called, description, schema, strict, mark));
    }

    private static String word(String text) {
      return WORD.matcher(text).matches() ? text : "unknown";
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
