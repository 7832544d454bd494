package io.signalbox.engine.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Members of a body that a [ChatRequest] has no place for. They mean something in the dialect only
/// that they were written in. Immutable.
///
/// @param dialect the dialect's id; empty if no client wrote them: then they are in the words of
///   whoever is asked
/// @param members name → JSON text, in the order in which they came
public record Extras(String dialect, Map<String, String> members) {
  /// There are none.
  public static final Extras NONE = new Extras("", Map.of());

  public Extras {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /// Those that a provider of this dialect understands: all or none.
  public Map<String, String> in(String other) {
    return isIn(other) ? members : Map.of();
  }

  /// The names of those that a provider of this dialect does not understand: all or none.
  public List<String> foreignTo(String other) {
    return isIn(other) ? List.of() : List.copyOf(members.keySet());
  }

  private boolean isIn(String other) {
    return dialect.isEmpty() || dialect.equals(other);
  }

  /// The same with this member.
  public Extras with(String name, String json) {
    var changed = new LinkedHashMap<>(members);
    changed.put(name, json);
    return new Extras(dialect, changed);
  }

  /// The same without this member.
  public Extras without(String name) {
    var changed = new LinkedHashMap<>(members);
    changed.remove(name);
    return new Extras(dialect, changed);
  }
}
