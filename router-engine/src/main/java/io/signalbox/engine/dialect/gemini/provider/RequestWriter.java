package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.SchemaSubset;
import io.signalbox.engine.dialect.SharedMembers;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The body of one call. Schemas go out as JSON Schema (`parametersJsonSchema`,
/// `responseJsonSchema`) and not in the provider's older subset of OpenAPI, which would lose
/// `$ref`, `additionalProperties` and lists of types. Settings of the graph that are objects, like
/// `generationConfig`, are merged into what the request says; other settings replace it.
final class RequestWriter {
  private static final int MOST_TOP_K = 64;

  /// Members of a schema that describe no argument.
  private static final Set<String> NO_ARGUMENTS = Set.of("type", "description", "title", "$id");

  private static final int MOST_STOPS = 5;

  private final CallPlan plan;
  private final ChatRequest request;
  private final Generation generation;
  private final OwnMembers own;
  private final ObjectNode body = JsonTree.object();
  private final ObjectNode config = JsonTree.object();
  private final List<String> losses = new ArrayList<>();

  RequestWriter(CallPlan plan) {
    this.plan = plan;
    this.request = plan.request();
    this.generation = Generation.of(plan.model());
    this.own = OwnMembers.of(request);
  }

  ProviderCall call() {
    new Contents(generation.wantsSignatures(), losses).write(request.messages(), body);
    writeTools();
    writeSampling();
    writeFormat();
    writeThinking();
    own.addTo(body, config);
    if (!config.isEmpty()) {
      body.set("generationConfig", config);
    }
    writeLabels();
    writeParams();
    return new ProviderCall(
        path(plan), Map.of(), JsonTree.bytes(body), false, losses.stream().distinct().toList());
  }

  /// Where a call goes: the model and the wish for a stream are in the path.
  static String path(CallPlan plan) {
    return model(plan)
        + (plan.request().stream() ? ":streamGenerateContent?alt=sse" : ":generateContent");
  }

  /// The model's part of a path.
  static String model(CallPlan plan) {
    String name = plan.model();
    int slash = name.indexOf('/');
    String kind = name.startsWith("tunedModels/") ? "/tunedModels/" : "/models/";
    String id =
        URLEncoder.encode(slash < 0 ? name : name.substring(slash + 1), StandardCharsets.UTF_8);
    return kind + id.replace("+", "%20");
  }

  /// What the client wrote itself goes out as it is if the model takes it.
  private void writeThinking() {
    Optional<ThinkingWish> fitting =
        ThinkingWish.of(request).filter(wish -> wish.suits(plan.model()));
    if (fitting.isPresent()) {
      config.set(ThinkingWish.MEMBER, fitting.get().json());
      return;
    }
    request
        .sampling()
        .reasoningEffort()
        .ifPresent(effort -> generation.write(config, plan, effort, losses));
  }

  private void writeTools() {
    if (request.tools().isEmpty()) {
      return;
    }
    ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
    request.tools().forEach(tool -> writeTool(functions.addObject(), tool));
    if (request.tools().stream().anyMatch(Tool::strict)) {
      losses.add("Gemini does not enforce schemas of calls: `strict` was left out.");
    }
    if (request.parallelToolCalls().map(parallel -> !parallel).orElse(false)) {
      losses.add("Gemini cannot limit calls to one: `parallel_tool_calls` was left out.");
    }
    switch (request.toolChoice()) {
      case ToolChoice.Auto auto -> {}
      case ToolChoice.None none -> calling("NONE");
      case ToolChoice.Required required -> calling("ANY");
      case ToolChoice.Named named ->
          calling("ANY").putArray("allowedFunctionNames").add(named.name());
    }
  }

  private ObjectNode calling(String mode) {
    return body.putObject("toolConfig").putObject("functionCallingConfig").put("mode", mode);
  }

  private void writeTool(ObjectNode node, Tool tool) {
    node.put("name", tool.name());
    if (!tool.description().isEmpty()) {
      node.put("description", tool.description());
    }
    ObjectNode schema = schema("tools", tool.schema());
    if (!isOfNothing(schema)) {
      node.set("parametersJsonSchema", schema);
    }
  }

  /// Whether a schema says no more than that there are no arguments: Gemini refuses an object
  /// without members.
  private static boolean isOfNothing(ObjectNode schema) {
    return schema.properties().stream()
        .allMatch(each ->
            NO_ARGUMENTS.contains(each.getKey())
                || (each.getValue().isContainer() && each.getValue().isEmpty())
                || each.getValue().isBoolean());
  }

  /// The dialect of a schema is no part of what it says.
  private ObjectNode schema(String what, String json) {
    ObjectNode schema = JsonTree.readObject(json).orElseGet(JsonTree::object);
    return SchemaSubset.GEMINI.fit(schema, what, losses);
  }

  private void writeSampling() {
    Sampling sampling = request.sampling();
    sampling.maxTokens().ifPresent(this::writeLimit);
    sampling.temperature().ifPresent(value -> config.put("temperature", value));
    sampling.topP().ifPresent(value -> config.put("topP", value));
    if (!sampling.stop().isEmpty()) {
      writeStop(sampling.stop());
    }
    sampling.seed().ifPresent(this::writeSeed);
    SharedMembers.topK(request.extras(), GeminiApi.ID).ifPresent(this::writeTopK);
  }

  private void writeTopK(int wanted) {
    int sent = Math.min(wanted, MOST_TOP_K);
    if (sent != wanted) {
      losses.add("Gemini's `topK` is 1 to 64: " + sent + " was sent, not " + wanted + ".");
    }
    config.put("topK", sent);
  }

  private void writeLimit(int wanted) {
    long most = plan.maxOutputTokens();
    if (most > 0 && wanted > most) {
      losses.add("The model answers with at most " + most + " tokens, not " + wanted + ".");
    }
    config.put("maxOutputTokens", most > 0 ? Math.min(most, wanted) : wanted);
  }

  private void writeStop(List<String> stop) {
    if (stop.size() > MOST_STOPS) {
      losses.add("Gemini supports at most 5 texts in `stop`: the rest was left out.");
    }
    ArrayNode node = config.putArray("stopSequences");
    stop.stream().limit(MOST_STOPS).forEach(node::add);
  }

  private void writeSeed(long seed) {
    if (seed != (int) seed) {
      losses.add("Gemini's `seed` has 32 bits: " + (int) seed + " was sent, not " + seed + ".");
    }
    config.put("seed", (int) seed);
  }

  private void writeFormat() {
    if (request.format() instanceof ResponseFormat.Text) {
      return;
    }
    if (!request.tools().isEmpty() && !generation.takesFormBesideTools()) {
      losses.add(
          "The model "
              + plan.model()
              + " does not support `response_format` with tools: left out.");
      return;
    }
    config.put("responseMimeType", "application/json");
    if (request.format() instanceof ResponseFormat.JsonSchema json) {
      config.set("responseJsonSchema", schema("response_format", json.schema()));
    }
  }

  private void writeLabels() {
    if (request.extras().dialect().equals(GeminiApi.ID)) {
      writeOwnLabels();
    } else {
      dropLabels();
    }
    boolean drawn = SharedMembers.topK(request.extras(), GeminiApi.ID).isPresent();
    List<String> foreign =
        SharedMembers.lost(
            request.extras(), GeminiApi.ID, drawn ? Set.of(SharedMembers.TOP_K) : Set.of());
    if (!foreign.isEmpty()) {
      losses.add("Gemini does not support `" + String.join("`, `", foreign) + "`: left out.");
    }
  }

  /// Labels as clients of this API write them, some of whose servers take them.
  private void writeOwnLabels() {
    var labels = new TreeMap<>(request.metadata());
    request.user().ifPresent(user -> labels.put(GeminiApi.USER, user));
    if (!labels.isEmpty()) {
      ObjectNode node = body.putObject("labels");
      labels.forEach(node::put);
    }
  }

  private void dropLabels() {
    if (request.user().isPresent()) {
      losses.add("Gemini does not support `user`: it was left out.");
    }
    if (!request.metadata().isEmpty()) {
      losses.add("Gemini does not support labels in `metadata`: they were left out.");
    }
  }

  private void writeParams() {
    plan.params()
        .forEach((name, json) ->
            JsonTree.read(json)
                .ifPresentOrElse(
                    value -> writeParam(name, value),
                    () -> losses.add("The setting `" + name + "` is not valid JSON: left out.")));
  }

  private void writeParam(String name, JsonNode value) {
    if (body.get(name) instanceof ObjectNode there && value instanceof ObjectNode more) {
      there.setAll(more);
    } else {
      body.set(name, value);
    }
  }
}
