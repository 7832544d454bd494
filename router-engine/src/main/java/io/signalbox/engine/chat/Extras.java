package io.signalbox.engine.chat;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Members of a body that a [ChatRequest] has no place for. Those of a client mean something in the
/// dialect only that they were written in; those that the graph sets are for whoever is asked, in
/// whatever dialect the client speaks. Immutable.
///
/// @param dialect the dialect's id; empty if no client wrote them: then they are in the words of
///   whoever is asked
/// @param members the client's, name → JSON text, in the order in which they came
/// @param overruled members of the request itself, in the words that graphs have for them, that the
///   graph has set or dropped: what the members here say of the same counts no more
/// @param set what the graph sets, name → JSON text
/// @param usual the client's that ask for what is done anyway, name → JSON text: for a provider of
///   the same dialect, and missed by no other
public record Extras(
    String dialect,
    Map<String, String> members,
    Set<String> overruled,
    Map<String, String> set,
    Map<String, String> usual) {
  /// As readers of bodies name them.
  private static final Pattern OWN_TOOL = Pattern.compile("tools\\[\\d+] \\((\\w+)\\)");

  /// There are none.
  public static final Extras NONE = new Extras("", Map.of());

  public Extras {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    overruled = Set.copyOf(overruled);
    usual = Collections.unmodifiableMap(new LinkedHashMap<>(usual));
  }

  /// Members as they came.
  public Extras(String dialect, Map<String, String> members) {
    this(dialect, members, Map.of());
  }

  /// Members as they came.
  ///
  /// @param usual those that ask for what is done anyway
  public Extras(String dialect, Map<String, String> members, Map<String, String> usual) {
    this(dialect, members, Set.of(), Map.of(), usual);
  }

  /// The types of the tools that a provider of the client's dialect runs itself, such as
  /// `web_search_20250305`, unless the graph has dropped them.
  public List<String> ownTools() {
    return usual.containsKey("tools")
        ? members.keySet().stream()
            .map(OWN_TOOL::matcher)
            .filter(Matcher::matches)
            .map(found -> found.group(1))
            .toList()
        : List.of();
  }

  /// The client's that a provider of this dialect understands: all or none.
  public Map<String, String> in(String other) {
    return isIn(other) ? members : Map.of();
  }

  /// The names of the client's that a provider of this dialect does not understand: all or none.
  public List<String> foreignTo(String other) {
    return isIn(other) ? List.of() : List.copyOf(members.keySet());
  }

  /// The client's of what is done anyway, for a provider of this dialect: all or none.
  public Map<String, String> usualIn(String other) {
    return isIn(other) ? usual : Map.of();
  }

  private boolean isIn(String other) {
    return dialect.isEmpty() || dialect.equals(other);
  }

  /// A member as JSON text, as the graph sets it or else as the client sent it; empty if there is
  /// none.
  public Optional<String> member(String name) {
    return Optional.ofNullable(set.get(name)).or(() -> Optional.ofNullable(members.get(name)));
  }

  /// The same after the graph has set this member; what the client says of it counts no more.
  public Extras with(String name, String json) {
    var changed = new LinkedHashMap<>(set);
    changed.put(name, json);
    return new Extras(dialect, besides(members, name), overruled, changed, besides(usual, name));
  }

  /// The same without this member, and without what is known by a name within it: `a.b` with `a`.
  public Extras without(String name) {
    return new Extras(
        dialect, besides(members, name), overruled, besides(set, name), besides(usual, name));
  }

  private static Map<String, String> besides(Map<String, String> all, String name) {
    var others = new LinkedHashMap<>(all);
    others.keySet().removeIf(each -> each.equals(name) || each.startsWith(name + "."));
    return others;
  }

  /// The same after the graph has set or dropped this member of the request.
  public Extras overruling(String member) {
    var more = new HashSet<>(overruled);
    more.add(member);
    return new Extras(dialect, members, more, set, usual);
  }
}
