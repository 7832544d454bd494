package io.signalbox.engine.dialect.cohere;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.SharedMembers;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The body of one call. Writes each member of the request at its place and says what has none.
final class RequestWriter {
  /// Common name → Cohere's. Source: https://docs.cohere.com/reference/chat
  private static final Map<String, String> SHARED =
      Map.of(
          SharedMembers.TOP_K,
          "k",
          SharedMembers.FREQUENCY_PENALTY,
          "frequency_penalty",
          SharedMembers.PRESENCE_PENALTY,
          "presence_penalty");

  private static final int MOST_STOPS = 5;

  private final CallPlan plan;
  private final ChatRequest request;
  private final ObjectNode body = JsonTree.object();
  private final List<String> losses = new ArrayList<>();
  private final Set<String> written = new HashSet<>(); // common names

  RequestWriter(CallPlan plan) {
    this.plan = plan;
    this.request = plan.request();
  }

  ProviderCall call() {
    body.put("model", plan.model());
    body.put("stream", request.stream());
    new Messages(losses).write(request.messages(), body.putArray("messages"));
    writeTools();
    writeSampling();
    writeFormat();
    writeEffort();
    writeLabels();
    writeParams();
    return new ProviderCall(
        ChatProvider.PATH,
        Map.of(),
        JsonTree.bytes(body),
        false,
        losses.stream().distinct().toList());
  }

  private void writeTools() {
    if (request.tools().isEmpty()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    offered().forEach(tool -> writeTool(tool, tools.addObject()));
    if (offered().stream().allMatch(Tool::strict)) {
      body.put("strict_tools", true);
    } else if (offered().stream().anyMatch(Tool::strict)) {
      losses.add("Cohere enforces schemas of all tools or of none: `strict` was left out.");
    }
    switch (request.toolChoice()) {
      case ToolChoice.Auto auto -> {}
      case ToolChoice.None none -> body.put("tool_choice", "NONE");
      case ToolChoice.Required required -> body.put("tool_choice", "REQUIRED");
      case ToolChoice.Named named -> body.put("tool_choice", "REQUIRED");
    }
    if (request.parallelToolCalls().map(parallel -> !parallel).orElse(false)) {
      losses.add("Cohere cannot limit calls to one: `parallel_tool_calls` was left out.");
    }
  }

  /// A tool that must be called is the only one.
  private List<Tool> offered() {
    return request.toolChoice() instanceof ToolChoice.Named named
        ? request.tools().stream().filter(tool -> tool.name().equals(named.name())).toList()
        : request.tools();
  }

  private static void writeTool(Tool tool, ObjectNode node) {
    ObjectNode function = node.put("type", "function").putObject("function");
    function.put("name", tool.name());
    if (!tool.description().isEmpty()) {
      function.put("description", tool.description());
    }
    ObjectNode schema = JsonTree.readObject(tool.schema()).orElseGet(JsonTree::object);
    if (!schema.has("type")) {
      schema.put("type", "object");
    }
    function.set("parameters", schema);
  }

  private void writeSampling() {
    Sampling sampling = request.sampling();
    sampling.maxTokens().ifPresent(this::writeLimit);
    sampling.temperature().ifPresent(this::writeTemperature);
    sampling.topP().ifPresent(value -> body.put("p", Math.clamp(value, 0.01, 0.99)));
    sampling.seed().ifPresent(seed -> body.put("seed", seed));
    writeShared();
    List<String> stop = sampling.stop();
    if (stop.size() > MOST_STOPS) {
      losses.add("Cohere supports at most 5 texts in `stop`: the rest was left out.");
    }
    if (!stop.isEmpty()) {
      ArrayNode node = body.putArray("stop_sequences");
      stop.stream().limit(MOST_STOPS).forEach(node::add);
    }
  }

  /// Values beyond what Cohere takes are brought within.
  private void writeShared() {
    SharedMembers.of(request.extras(), ChatProvider.ID)
        .forEach((name, json) -> {
          if (name.equals(SharedMembers.TOP_K)) {
            SharedMembers.topK(request.extras(), ChatProvider.ID)
                .ifPresent(wanted -> writeShared(name, wanted));
          } else if (SHARED.containsKey(name)) {
            JsonTree.read(json)
                .filter(JsonNode::isNumber)
                .ifPresent(value -> writeShared(name, value.doubleValue()));
          }
        });
  }

  private void writeShared(String name, double wanted) {
    written.add(name);
    boolean whole = name.equals(SharedMembers.TOP_K);
    double sent = Math.clamp(wanted, 0, whole ? 500 : 1);
    if (sent != wanted) {
      losses.add(
          "Cohere's `%s` has bounds: %s was sent, not %s."
              .formatted(SHARED.get(name), sent, wanted));
    }
    if (whole) {
      body.put(SHARED.get(name), (int) sent);
    } else {
      body.put(SHARED.get(name), sent);
    }
  }

  private void writeLimit(int wanted) {
    long most = plan.maxOutputTokens();
    if (most > 0 && wanted > most) {
      losses.add("The model answers with at most " + most + " tokens, not " + wanted + ".");
    }
    body.put("max_tokens", most > 0 ? Math.min(most, wanted) : wanted);
  }

  private void writeTemperature(double wanted) {
    double sent = Math.clamp(wanted, 0.0, 1.0);
    if (sent != wanted) {
      losses.add("Cohere's `temperature` is 0 to 1: " + sent + " was sent, not " + wanted + ".");
    }
    body.put("temperature", sent);
  }

  private void writeFormat() {
    if (request.format() instanceof ResponseFormat.Text) {
      return;
    }
    if (!request.tools().isEmpty()) {
      losses.add("Cohere does not support `response_format` with tools: left out.");
      return;
    }
    ObjectNode format = body.putObject("response_format").put("type", "json_object");
    if (request.format() instanceof ResponseFormat.JsonSchema json) {
      JsonTree.readObject(json.schema())
          .ifPresentOrElse(
              schema -> format.set("json_schema", schema),
              () -> losses.add("The schema in `response_format` is not an object: left out."));
    }
  }

  /// A model thinks or it does not; it knows no degrees.
  private void writeEffort() {
    request
        .sampling()
        .reasoningEffort()
        .ifPresent(effort -> {
          if (!plan.reasons()) {
            losses.add("The model is not known to think: `reasoning_effort` was left out.");
            return;
          }
          boolean off = effort.equals("none");
          body.putObject("thinking").put("type", off ? "disabled" : "enabled");
          if (!off) {
            losses.add(
                "Cohere knows no degrees of thinking: it was turned on for `" + effort + "`.");
          }
        });
  }

  private void writeLabels() {
    if (request.user().isPresent()) {
      losses.add("Cohere does not support `user`: it was left out.");
    }
    if (!request.metadata().isEmpty()) {
      losses.add("Cohere does not support labels in `metadata`: they were left out.");
    }
    List<String> foreign = SharedMembers.lost(request.extras(), ChatProvider.ID, written);
    if (!foreign.isEmpty()) {
      losses.add("Cohere does not support `" + String.join("`, `", foreign) + "`: left out.");
    }
  }

  private void writeParams() {
    plan.params()
        .forEach((name, json) ->
            JsonTree.read(json)
                .ifPresentOrElse(
                    value -> body.set(name, value),
                    () -> losses.add("The setting `" + name + "` is not valid JSON: left out.")));
  }
}
