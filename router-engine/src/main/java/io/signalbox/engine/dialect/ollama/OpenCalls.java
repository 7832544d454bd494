package io.signalbox.engine.dialect.ollama;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Gives calls of tools the ids that most of Ollama's clients leave out, and finds the call that a
/// result answers: by its id, else by the tool's name, else the first that waits. Ids count the
/// calls of the conversation, so that the next request has the same ones. Belongs to one thread.
final class OpenCalls {
  private final Map<String, String> open = new LinkedHashMap<>();
  private final Map<String, Deque<String>> byName = new HashMap<>();
  private int count;

  /// A call is made.
  ///
  /// @param id as the client has it; empty if it has none
  /// @return its id
  String made(String id, String name) {
    String given = id.isEmpty() ? "call_" + count : id;
    count++;
    open.put(given, name);
    byName.computeIfAbsent(name, each -> new ArrayDeque<>()).add(given);
    return given;
  }

  /// The id of the call that a result answers, which then waits no more; empty if none waits.
  ///
  /// @param name of the tool; empty if the result does not say
  Optional<String> answered(Optional<String> id, String name) {
    Optional<String> call =
        id.filter(open::containsKey).or(() -> name.isEmpty() ? first() : firstOf(name));
    call.ifPresent(open::remove);
    return call;
  }

  private Optional<String> first() {
    return open.keySet().stream().findFirst();
  }

  private Optional<String> firstOf(String name) {
    Deque<String> ids = byName.getOrDefault(name, new ArrayDeque<>());
    while (!ids.isEmpty() && !open.containsKey(ids.getFirst())) {
      ids.removeFirst();
    }
    return Optional.ofNullable(ids.peekFirst());
  }

  /// The conversation goes on: what was not answered stays so.
  void forget() {
    open.clear();
    byName.clear();
  }
}
