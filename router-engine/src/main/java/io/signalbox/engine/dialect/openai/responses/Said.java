package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/// A message with one part: what the model says, or the words in which it refuses.
final class Said extends OutputItem {
  /// The member that says what a text points to.
  static final String ANNOTATIONS = "annotations";

  private final boolean refusal;
  private final List<String> annotations = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  Said(String id, int at, boolean refusal) {
    super("msg_" + id, at);
    this.refusal = refusal;
  }

  boolean isRefusal() {
    return refusal;
  }

  @Override
  void begun(Events events) {
    part(events, "response.content_part.added");
  }

  /// Adds what the text points to.
  ///
  /// @param list JSON
  void annotate(String list) {
    String each = list.strip();
    if (each.startsWith("[") && each.endsWith("]")) {
      annotations.add(each.substring(1, each.length() - 1));
    }
  }

  @Override
  void more(String more, Events events) {
    text.append(more);
    tell(events, word() + ".delta", "delta", more);
  }

  @Override
  void ended(Events events) {
    tell(events, word() + ".done", refusal ? "refusal" : "text", text.toString());
    part(events, "response.content_part.done");
  }

  private String word() {
    return refusal ? "response.refusal" : "response.output_text";
  }

  private void part(Events events, String type) {
    events.tell(
        type,
        json -> {
          where(json);
          part(json.name("part"));
        });
  }

  private void part(JsonText json) {
    json.open('{').member("type", refusal ? "refusal" : "output_text");
    json.member(refusal ? "refusal" : "text", text.toString());
    if (!refusal) {
      json.rawMember(ANNOTATIONS, "[" + String.join(",", annotations) + "]")
          .rawMember("logprobs", "[]");
    }
    json.close('}');
  }

  @Override
  String type() {
    return "message";
  }

  @Override
  void writeMembers(JsonText json) {
    json.member("role", "assistant").name("content").open('[');
    if (!isOpen()) {
      part(json);
    }
    json.close(']');
  }

  @Override
  void index(JsonText json) {
    json.member("content_index", 0);
  }

  @Override
  void aside(JsonText json) {
    if (!refusal) {
      json.rawMember("logprobs", "[]");
    }
  }
}
