package io.signalbox.engine.dialect.gemini.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The ids of the calls of a conversation. This API knows a call by its name and its place; an id
/// is optional. A call without one gets one from how many calls were before it, so that a
/// conversation that goes on keeps its ids, and with them the caches of providers. Belongs to one
/// thread.
final class CallIds {
  private final Set<String> known = new HashSet<>();
  private final Map<String, String> open = new HashMap<>(); // by id, the name
  private final Map<String, Deque<String>> byName = new HashMap<>(); // ids, some answered already
  private int count;

  /// The id of the next call.
  ///
  /// @param given the client's; empty if it has none
  String called(String given, String name) {
    count++;
    String id = given.isEmpty() || known.contains(given) ? made() : given;
    known.add(id);
    open.put(id, name);
    byName.computeIfAbsent(name, each -> new ArrayDeque<>()).add(id);
    return id;
  }

  private String made() {
    String id = "call_" + count;
    while (known.contains(id)) {
      id += "_";
    }
    return id;
  }

  /// The id of the call that a result is of: by its id, else the first call of the name that has no
  /// result yet.
  String answered(String given, String name) {
    if (open.remove(given) != null) {
      return given;
    }
    var ids = byName.getOrDefault(name, new ArrayDeque<>());
    for (String id = ids.poll(); id != null; id = ids.poll()) {
      if (open.remove(id) != null) {
        return id;
      }
    }
    return given.isEmpty() ? "call_of_" + name : given;
  }
}
