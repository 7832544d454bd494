package io.signalbox.engine.chat;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Members of a body that a [ChatRequest] has no place for. They mean something in the dialect only
/// that they were written in. Immutable.
///
/// @param dialect the dialect's id; empty if no client wrote them: then they are in the words of
///   whoever is asked
/// @param members name → JSON text, in the order in which they came
/// @param overruled members of the request itself, in the words that graphs have for them, that the
///   graph has set or dropped: what the members here say of the same counts no more
public record Extras(String dialect, Map<String, String> members, Set<String> overruled) {
  /// There are none.
  public static final Extras NONE = new Extras("", Map.of());

  public Extras {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    overruled = Set.copyOf(overruled);
  }

  /// Members as they came.
  public Extras(String dialect, Map<String, String> members) {
    this(dialect, members, Set.of());
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
    return new Extras(dialect, changed, overruled);
  }

  /// The same without this member.
  public Extras without(String name) {
    var changed = new LinkedHashMap<>(members);
    changed.remove(name);
    return new Extras(dialect, changed, overruled);
  }

  /// The same after the graph has set or dropped this member of the request.
  public Extras overruling(String member) {
    var more = new HashSet<>(overruled);
    more.add(member);
    return new Extras(dialect, members, more);
  }
}
