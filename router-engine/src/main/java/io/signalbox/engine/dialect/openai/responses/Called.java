package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.dialect.openai.CustomInput;
import io.signalbox.engine.json.JsonText;

/// A call of a tool. The text of a tool that takes no JSON is known only once all of its arguments
/// are there.
final class Called extends OutputItem {
  private final String callId;
  private final ToolName tool;
  private final StringBuilder arguments = new StringBuilder();

  Called(String id, int at, String callId, ToolName tool) {
    super((tool.custom() ? "ctc_" : "fc_") + id, at);
    this.callId = callId;
    this.tool = tool;
  }

  @Override
  void begun(Events events) {}

  @Override
  void more(String more, Events events) {
    arguments.append(more);
    if (!tool.custom()) {
      tell(events, "response.function_call_arguments.delta", "delta", more);
    }
  }

  @Override
  void ended(Events events) {
    if (tool.custom()) {
      String text = said();
      tell(events, "response.custom_tool_call_input.delta", "delta", text);
      tell(events, "response.custom_tool_call_input.done", "input", text);
    } else {
      events.tell("response.function_call_arguments.done", this::done);
    }
  }

  private void done(JsonText json) {
    where(json);
    json.member("name", tool.name()).member("arguments", said());
  }

  /// What the tool is told. A call without arguments has an empty object of them.
  private String said() {
    String all = arguments.toString();
    if (tool.custom()) {
      return CustomInput.text(all);
    }
    return all.isBlank() ? "{}" : all;
  }

  @Override
  String type() {
    return tool.custom() ? "custom_tool_call" : "function_call";
  }

  @Override
  void writeMembers(JsonText json) {
    json.member("call_id", callId).member("name", tool.name());
    if (!tool.namespace().isEmpty()) {
      json.member("namespace", tool.namespace());
    }
    json.member(tool.custom() ? "input" : "arguments", isOpen() ? "" : said());
  }

  @Override
  void index(JsonText json) {}
}
