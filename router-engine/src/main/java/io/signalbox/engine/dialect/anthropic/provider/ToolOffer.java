package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.RootSchema;
import io.signalbox.engine.dialect.SchemaSubset;
import io.signalbox.engine.dialect.anthropic.AnthropicApi;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The tools that a request offers, and how free the model is in calling them. The provider's own
/// tools are tools too, though no [Tool] can hold them.
///
/// @param own what only this dialect knows of the request
record ToolOffer(ChatRequest request, OwnMembers own) {

  /// Whether the model must call a tool.
  boolean forces() {
    ToolChoice choice = request.toolChoice();
    boolean forced = choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named;
    return forced && !isEmpty();
  }

  private boolean isEmpty() {
    return request.tools().isEmpty() && !own.hasTools();
  }

  void write(ObjectNode body, List<String> losses) {
    if (isEmpty()) {
      return;
    }
    if (!request.tools().isEmpty()) {
      ArrayNode tools = body.putArray("tools");
      request.tools().forEach(tool -> write(tool, tools.addObject(), losses));
    }
    boolean single = request.parallelToolCalls().map(parallel -> !parallel).orElse(false);
    if (single || !(request.toolChoice() instanceof ToolChoice.Auto)) {
      writeChoice(body.putObject("tool_choice"), single);
    }
  }

  private void writeChoice(ObjectNode choice, boolean single) {
    switch (request.toolChoice()) {
      case ToolChoice.Auto auto -> choice.put("type", "auto");
      case ToolChoice.None none -> choice.put("type", "none");
      case ToolChoice.Required required -> choice.put("type", "any");
      case ToolChoice.Named named -> choice.put("type", "tool").put("name", named.name());
    }
    if (single && !(request.toolChoice() instanceof ToolChoice.None)) {
      choice.put("disable_parallel_tool_use", true);
    }
  }

  private void write(Tool tool, ObjectNode node, List<String> losses) {
    node.put("name", tool.name());
    if (!tool.description().isEmpty()) {
      node.put("description", tool.description());
    }
    ObjectNode schema = JsonTree.readObject(tool.schema()).orElseGet(JsonTree::object);
    if (!schema.has("type")) {
      schema.put("type", "object");
    }
    boolean foreign = !request.extras().dialect().equals(AnthropicApi.ID);
    node.set("input_schema", foreign ? fitted(tool, schema, losses) : schema);
    if (tool.strict()) {
      node.put("strict", true);
    }
    tool.mark().ifPresent(mark -> Blocks.mark(node, mark));
  }

  private static ObjectNode fitted(Tool tool, ObjectNode schema, List<String> losses) {
    ObjectNode flat = RootSchema.ofObject(schema, "tools", losses);
    return tool.strict() ? SchemaSubset.ANTHROPIC.fit(flat, "tools", losses) : flat;
  }
}
