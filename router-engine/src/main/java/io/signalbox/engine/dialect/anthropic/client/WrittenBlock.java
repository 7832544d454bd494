package io.signalbox.engine.dialect.anthropic.client;

import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/// A content block of an answer that comes whole, as it grows. Belongs to one thread.
sealed interface WrittenBlock {
  void write(JsonText json);

  /// Whether a call's arguments can be its input: an object, or nothing at all.
  static boolean isInput(CharSequence arguments) {
    String text = arguments.toString();
    return text.isBlank() || JsonTree.readObject(text).isPresent();
  }

  /// What is said.
  record Said(StringBuilder text, List<String> citations) implements WrittenBlock {
    Said() {
      this(new StringBuilder(), new ArrayList<>());
    }

    @Override
    public void write(JsonText json) {
      json.open('{').member("type", "text").member("text", text.toString());
      if (!citations.isEmpty()) {
        json.name("citations").open('[');
        citations.forEach(json::raw);
        json.close(']');
      }
      json.close('}');
    }
  }

  /// What is thought; once it is signed, nothing is added.
  final class Thought implements WrittenBlock {
    private final StringBuilder text = new StringBuilder();
    private String signature = "";

    void add(String more) {
      text.append(more);
    }

    void sign(String with) {
      signature = with;
    }

    boolean isSigned() {
      return !signature.isEmpty();
    }

    @Override
    public void write(JsonText json) {
      json.open('{').member("type", "thinking").member("thinking", text.toString());
      json.member("signature", signature).close('}');
    }
  }

  /// A call of a tool.
  record Called(String id, String name, StringBuilder arguments) implements WrittenBlock {
    @Override
    public void write(JsonText json) {
      String input = arguments.toString().isBlank() ? "{}" : arguments.toString();
      json.open('{').member("type", "tool_use").member("id", id).member("name", name);
      json.rawMember("input", input).close('}');
    }
  }

  /// A block that was whole from the start.
  record Whole(String block) implements WrittenBlock {
    @Override
    public void write(JsonText json) {
      json.raw(block);
    }
  }
}
