package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.RootSchema;
import io.signalbox.engine.dialect.SchemaSubset;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The tools that a request offers, and how free the model is in calling them. A conversation in
/// which tools were called must name them, even if none is offered any more.
///
/// @param losses what could not be carried over
record ToolOffer(ChatRequest request, List<String> losses) {

  void write(ObjectNode body) {
    boolean none = request.toolChoice() instanceof ToolChoice.None;
    List<Tool> tools = none && !wasCalled() ? List.of() : request.tools();
    if (none && wasCalled() && !tools.isEmpty()) {
      losses.add(
          "Bedrock cannot forbid tools that were called before: `tool_choice` was left out.");
    }
    List<String> names = tools.isEmpty() ? called().distinct().toList() : List.of();
    if (tools.isEmpty() && names.isEmpty()) {
      return;
    }
    ObjectNode config = body.putObject("toolConfig");
    ArrayNode list = config.putArray("tools");
    tools.forEach(tool -> {
      write(tool, list.addObject().putObject("toolSpec"));
      tool.mark().ifPresent(mark -> list.add(Blocks.cachePoint(mark)));
    });
    names.forEach(name -> write(new Tool(name, "", "{}", false), specOf(list)));
    if (!tools.isEmpty()) {
      writeChoice(config);
    }
    if (request.parallelToolCalls().map(parallel -> !parallel).orElse(false)) {
      losses.add("Bedrock cannot limit calls to one: `parallel_tool_calls` was left out.");
    }
  }

  private static ObjectNode specOf(ArrayNode list) {
    return list.addObject().putObject("toolSpec");
  }

  private boolean wasCalled() {
    return called().findAny().isPresent();
  }

  private Stream<String> called() {
    return request.messages().stream()
        .map(Message::parts)
        .flatMap(List::stream)
        .filter(Part.ToolCall.class::isInstance)
        .map(part -> ((Part.ToolCall) part).name());
  }

  private void writeChoice(ObjectNode config) {
    switch (request.toolChoice()) {
      case ToolChoice.Auto auto -> {}
      case ToolChoice.None none -> {}
      case ToolChoice.Required required -> config.putObject("toolChoice").putObject("any");
      case ToolChoice.Named named ->
          config.putObject("toolChoice").putObject("tool").put("name", named.name());
    }
  }

  private void write(Tool tool, ObjectNode spec) {
    spec.put("name", tool.name());
    if (!tool.description().isEmpty()) {
      spec.put("description", tool.description());
    }
    ObjectNode schema = JsonTree.readObject(tool.schema()).orElseGet(JsonTree::object);
    if (!schema.has("type")) {
      schema.put("type", "object");
    }
    ObjectNode flat = RootSchema.ofObject(schema, "tools", losses);
    spec.putObject("inputSchema")
        .set("json", tool.strict() ? SchemaSubset.ANTHROPIC.fit(flat, "tools", losses) : flat);
    if (tool.strict()) {
      spec.put("strict", true);
    }
  }
}
