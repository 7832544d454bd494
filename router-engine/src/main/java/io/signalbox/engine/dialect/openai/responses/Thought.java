package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.json.JsonText;

/// What the model thinks, as the summary of it: this API has no other place for thinking that may
/// be seen.
final class Thought extends OutputItem {
  private static final String SUMMARY = "response.reasoning_summary_text";

  private final StringBuilder text = new StringBuilder();
  private String sealed = "";

  Thought(String id, int at) {
    super("rs_" + id, at);
  }

  /// Binds it to its model.
  void seal(String with) {
    sealed = with;
  }

  @Override
  void begun(Events events) {}

  @Override
  void more(String more, Events events) {
    if (text.isEmpty()) {
      part(events, "response.reasoning_summary_part.added");
    }
    text.append(more);
    tell(events, SUMMARY + ".delta", "delta", more);
  }

  @Override
  void ended(Events events) {
    if (!text.isEmpty()) {
      tell(events, SUMMARY + ".done", "text", text.toString());
      part(events, "response.reasoning_summary_part.done");
    }
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
    json.open('{').member("type", "summary_text").member("text", text.toString()).close('}');
  }

  @Override
  String type() {
    return "reasoning";
  }

  @Override
  void writeMembers(JsonText json) {
    json.name("summary").open('[');
    if (!isOpen() && !text.isEmpty()) {
      part(json);
    }
    json.close(']');
    if (!sealed.isEmpty()) {
      json.member("encrypted_content", sealed);
    }
  }

  @Override
  void index(JsonText json) {
    json.member("summary_index", 0);
  }
}
