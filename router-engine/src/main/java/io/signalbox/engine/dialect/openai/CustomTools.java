package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.dialect.JsonTree;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The custom tools of a request: they take text of any form, and calls of them have a form of
/// their own. Immutable.
///
/// @param names how they are called
record CustomTools(Set<String> names) {
  /// What such a tool is, and the member with all that is said of it.
  static final String TYPE = "custom";

  private static final String TOOLS = "tools";

  /// There are none.
  static final CustomTools NONE = new CustomTools(Set.of());

  CustomTools {
    names = Set.copyOf(names);
  }

  /// Those in the member `tools`, if there is one.
  ///
  /// @param members name → JSON text
  static CustomTools of(Map<String, String> members) {
    return members.containsKey(TOOLS) ? in(members.get(TOOLS)) : NONE;
  }

  /// Those in a list of tools.
  ///
  /// @param tools JSON text; of no other form than a list there are none
  static CustomTools in(String tools) {
    Set<String> names = new LinkedHashSet<>();
    JsonTree.read(tools).ifPresent(list -> list.forEach(each -> add(each, names)));
    return new CustomTools(names);
  }

  /// The names of all tools in such a list.
  static Set<String> namesIn(String tools) {
    Set<String> names = new LinkedHashSet<>();
    JsonTree.read(tools)
        .ifPresent(list ->
            list.forEach(each -> {
              names.add(JsonTree.text(each.path("function"), "name"));
              names.add(JsonTree.text(each.path(TYPE), "name"));
            }));
    return names;
  }

  private static void add(JsonNode tool, Set<String> names) {
    if (JsonTree.text(tool, "type").equals(TYPE)) {
      names.add(JsonTree.text(tool.path(TYPE), "name"));
    }
  }

  boolean has(String name) {
    return names.contains(name);
  }
}
