package io.signalbox.engine.dialect.ollama;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.json.JsonText;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The calls of an answer, which this dialect tells whole: their arguments are an object. Belongs
/// to one thread.
final class WrittenCalls {
  private final String answer;
  private final Map<Integer, Call> calls = new TreeMap<>();

  private record Call(String id, String name, StringBuilder arguments) {
    boolean isWhole() {
      return arguments.toString().isBlank()
          || JsonTree.readObject(arguments.toString()).isPresent();
    }
  }

  /// @param answer the answer's id, from which calls without an id get one
  WrittenCalls(String answer) {
    this.answer = answer;
  }

  void add(ReplyEvent.ToolCallStarted call) {
    String id = call.id().isEmpty() ? "call_" + answer + "_" + call.index() : call.id();
    calls.put(call.index(), new Call(id, call.name(), new StringBuilder()));
  }

  void add(ReplyEvent.ToolCallDelta more) {
    Call call = calls.get(more.index());
    if (call != null) {
      call.arguments().append(more.arguments());
    }
  }

  /// What is wrong with them; empty if they can be written.
  Optional<String> fault() {
    return calls.values().stream()
        .filter(call -> !call.isWhole())
        .findFirst()
        .map(call -> "the arguments of the call of " + call.name() + " are not a JSON object");
  }

  /// Those that are whole as a list, JSON text; empty if there are none.
  String list() {
    var json = new JsonText().open('[');
    int count = 0;
    for (Call call : calls.values()) {
      if (call.isWhole()) {
        write(json, call, count++);
      }
    }
    return count == 0 ? "" : json.close(']').toString();
  }

  private static void write(JsonText json, Call call, int index) {
    String arguments = call.arguments().toString();
    json.open('{').member("id", call.id()).name("function").open('{').member("index", index);
    json.member("name", call.name());
    json.rawMember("arguments", arguments.isBlank() ? "{}" : arguments).close('}').close('}');
  }
}
