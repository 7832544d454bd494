package io.signalbox.engine.dialect.openai.responses;

import static io.signalbox.engine.dialect.openai.responses.Values.VALUES;

import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tools that a client offers: functions and tools that take text, wherever they stand. Those
/// that only OpenAI can run are left out. Belongs to one thread.
final class ToolList {
  private static final int MOST = 10_000;

  private final List<Tool> tools = new ArrayList<>();
  private final Map<String, ToolName> names = new HashMap<>();
  private final Map<String, String> losses = new LinkedHashMap<>();
  private final JsonText repeated = new JsonText().open('[');

  /// The tools of an answer's own `tools`.
  static ToolList of(String json) {
    var list = new ToolList();
    try (var cursor = new Cursor(json.getBytes(StandardCharsets.UTF_8))) {
      cursor.open();
      list.read(cursor, "tools", "");
    }
    return list;
  }

  /// Reads a whole list.
  ///
  /// @param namespace the group that it is the list of; empty if of none
  void read(Cursor cursor, String param, String namespace) {
    VALUES.array(cursor, param, "an array of objects");
    for (int i = 0; cursor.nextElement(); i++) {
      if (i == MOST || tools.size() == MOST) {
        throw ResponsesErrors.tooMany(param, MOST);
      }
      new ToolReader(cursor, param + "[" + i + "]", namespace).readInto(this);
    }
  }

  /// Adds a tool, unless another one has its function already.
  ///
  /// @param param where it stands
  void add(ToolName name, Tool tool, String param) {
    if (names.putIfAbsent(tool.name(), name) == null) {
      tools.add(tool);
    } else {
      lose(param + " (its name comes twice)", "{}");
    }
  }

  /// Names what is left out.
  ///
  /// @param what the tool, or the member of it
  void lose(String what, String json) {
    losses.put(what, json);
  }

  /// Repeats a tool in the answer.
  void repeat(String json) {
    repeated.raw(json);
  }

  /// The functions that stand for them.
  List<Tool> tools() {
    return tools;
  }

  /// The tool that a function stands for.
  ToolName named(String function) {
    return names.getOrDefault(function, new ToolName("", function, false));
  }

  /// What is left out, what → JSON text.
  Map<String, String> losses() {
    return losses;
  }

  /// The list as an answer repeats it, once it is read.
  String repeated() {
    return repeated + "]";
  }
}
