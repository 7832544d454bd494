package io.signalbox.engine.conform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Calls of tools that came in fragments: of each the first has index, id and name, all others
/// index and a piece of the arguments, one call after the other. Source:
/// https://platform.openai.com/docs/api-reference/chat-streaming
final class ToolDeltas {
  private final SequencedMap<Integer, Call> calls = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private int last = -1;

  /// A call so far.
  static final class Call {
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();

    String id() {
      return id;
    }

    String name() {
      return name;
    }

    String arguments() {
      return arguments.toString();
    }
  }

  void take(JsonNode fragment) {
    if (!fragment.path("index").isInt()) {
      fault("a fragment has no index");
    }
    int index = fragment.path("index").asInt(Math.max(last, 0));
    if (index < last) {
      fault("fragments of two calls are interleaved");
    }
    boolean first = !calls.containsKey(index);
    Call call = calls.computeIfAbsent(index, any -> new Call());
    last = index;
    named(call, fragment, first);
    JsonNode piece = fragment.path("function").path("arguments");
    if (piece.isString()) {
      call.arguments.append(piece.asString());
    } else if (piece.isContainer()) {
      fault("arguments are an object, not a text");
      call.arguments.append(piece);
    }
  }

  private void named(Call call, JsonNode fragment, boolean first) {
    String id = fragment.path("id").asString("");
    String name = fragment.path("function").path("name").asString("");
    if (first && (id.isEmpty() || name.isEmpty())) {
      fault("the first fragment of a call has no " + (id.isEmpty() ? "id" : "name"));
    }
    if (!first && !id.isEmpty() && !id.equals(call.id)) {
      fault("a call's id changes within it");
    }
    call.id = call.id.isEmpty() ? id : call.id;
    call.name = call.name.isEmpty() ? name : call.name;
  }

  private void fault(String words) {
    if (!faults.contains(words)) {
      faults.add(words);
    }
  }

  List<Call> calls() {
    return List.copyOf(calls.values());
  }

  /// What contradicts the description.
  List<String> faults() {
    var all = new ArrayList<>(faults);
    if (calls.values().stream().map(Call::id).distinct().count() < calls.size()) {
      all.add("two calls have one id");
    }
    for (Call call : calls.values()) {
      if (EndpointReply.json(call.arguments.toString().getBytes(StandardCharsets.UTF_8))
          .isEmpty()) {
        all.add("the arguments together are no JSON");
        break;
      }
    }
    return all;
  }
}
