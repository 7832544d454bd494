package io.signalbox.engine.dialect.gemini.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The ids of the calls of a conversation. This API knows a call by its name and its place; an id
/// is optional. A call without one gets one from how many calls were before it, so that a
/// conversation that goes on keeps its ids, and with them the caches of providers. Belongs to one
/// thread.
final class CallIds {
  private final Set<String> known = new HashSet<>();
  private final List<Call> open = new ArrayList<>();
  private int count;

  private record Call(String id, String name) {}

  /// The id of the next call.
  ///
  /// @param given the client's; empty if it has none
  String called(String given, String name) {
    count++;
    String id = given.isEmpty() || known.contains(given) ? made() : given;
    known.add(id);
    open.add(new Call(id, name));
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
    return open.stream()
        .filter(call -> call.id().equals(given))
        .findFirst()
        .or(() -> open.stream().filter(call -> call.name().equals(name)).findFirst())
        .map(this::closed)
        .orElse(given.isEmpty() ? "call_of_" + name : given);
  }

  private String closed(Call call) {
    open.remove(call);
    return call.id();
  }
}
