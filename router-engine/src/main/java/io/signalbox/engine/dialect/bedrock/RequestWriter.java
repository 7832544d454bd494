package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.dialect.ClaudeName;
import io.signalbox.engine.dialect.Efforts;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.SchemaSubset;
import io.signalbox.engine.dialect.SharedMembers;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The body of one call. Settings of the graph that are objects, like `inferenceConfig`, are merged
/// into what the request says; other settings replace it.
final class RequestWriter {
  private static final int MOST_STOPS = 4;
  private static final String UNNAMED = "answer";

  private final CallPlan plan;
  private final ChatRequest request;
  private final ObjectNode body = JsonTree.object();
  private final ObjectNode config = JsonTree.object();
  private final List<String> losses = new ArrayList<>();

  RequestWriter(CallPlan plan) {
    this.plan = plan;
    this.request = plan.request();
  }

  ProviderCall call() {
    new Turns(losses).write(request.messages(), body);
    new ToolOffer(request, losses).write(body);
    writeSampling();
    writeFormat();
    writeEffort();
    if (!config.isEmpty()) {
      body.set("inferenceConfig", config);
    }
    writeLabels();
    writeParams();
    Map<String, String> headers =
        Map.of("accept", request.stream() ? ConverseProvider.STREAM : "application/json");
    return new ProviderCall(
        path(), headers, JsonTree.bytes(body), false, losses.stream().distinct().toList());
  }

  /// The model and the wish for a stream are in the path; an ARN has colons and slashes.
  private String path() {
    return model(plan) + (request.stream() ? "/converse-stream" : "/converse");
  }

  /// The model's part of a path.
  static String model(CallPlan plan) {
    return "/model/" + URLEncoder.encode(plan.model(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void writeSampling() {
    Sampling sampling = request.sampling();
    sampling.maxTokens().ifPresent(this::writeLimit);
    writeDrawing(sampling);
    if (!sampling.stop().isEmpty()) {
      writeStop(sampling.stop());
    }
    if (sampling.seed().isPresent()) {
      losses.add("Bedrock has no `seed`: it was left out.");
    }
  }

  /// A Claude takes one of them only, and from 4.7 on none.
  private void writeDrawing(Sampling sampling) {
    boolean claude = ClaudeName.isOne(plan.model());
    if (ClaudeName.refusesSampling(plan.model())) {
      leaveOut(sampling.temperature().isPresent(), "temperature", " for " + plan.model());
      leaveOut(sampling.topP().isPresent(), "top_p", " for " + plan.model());
      return;
    }
    sampling.temperature().ifPresent(this::writeTemperature);
    if (claude && sampling.temperature().isPresent()) {
      leaveOut(sampling.topP().isPresent(), "top_p", " beside `temperature`");
    } else {
      sampling.topP().ifPresent(value -> config.put("topP", value));
    }
  }

  private void leaveOut(boolean said, String name, String why) {
    if (said) {
      losses.add("Bedrock has no `" + name + "`" + why + ": it was left out.");
    }
  }

  private void writeLimit(int wanted) {
    long most = plan.maxOutputTokens();
    if (most > 0 && wanted > most) {
      losses.add("The model answers with at most " + most + " tokens, not " + wanted + ".");
    }
    config.put("maxTokens", most > 0 ? Math.min(most, wanted) : wanted);
  }

  private void writeTemperature(double wanted) {
    double sent = Math.clamp(wanted, 0.0, 1.0);
    if (sent != wanted) {
      losses.add("Bedrock's `temperature` is 0 to 1: " + sent + " was sent, not " + wanted + ".");
    }
    config.put("temperature", sent);
  }

  private void writeStop(List<String> stop) {
    List<String> said = stop.stream().filter(text -> !text.isBlank()).toList();
    if (said.size() < stop.size()) {
      losses.add("Bedrock rejects a `stop` of only white space: it was left out.");
    }
    if (said.size() > MOST_STOPS) {
      losses.add("Bedrock supports at most 4 texts in `stop`: the rest was left out.");
    }
    if (!said.isEmpty()) {
      ArrayNode node = config.putArray("stopSequences");
      said.stream().limit(MOST_STOPS).forEach(node::add);
    }
  }

  private void writeFormat() {
    switch (request.format()) {
      case ResponseFormat.Text text -> {}
      case ResponseFormat.JsonObject any ->
          losses.add("Bedrock has no JSON mode without a schema: `response_format` was left out.");
      case ResponseFormat.JsonSchema json -> writeSchema(json);
    }
  }

  private void writeSchema(ResponseFormat.JsonSchema json) {
    var schema = JsonTree.readObject(json.schema());
    if (schema.isEmpty()) {
      losses.add("The schema in `response_format` is not an object: left out.");
      return;
    }
    var fitted = SchemaSubset.ANTHROPIC.fit(schema.get(), "response_format", losses);
    ObjectNode format =
        body.putObject("outputConfig").putObject("textFormat").put("type", "json_schema");
    format
        .putObject("structure")
        .putObject("jsonSchema")
        .put("name", json.name().isEmpty() ? UNNAMED : json.name())
        .put("schema", fitted.toString());
  }

  /// How a model is asked to think is a matter of each maker of models; gpt-oss takes the word.
  private void writeEffort() {
    if (plan.model().contains("gpt-oss")) {
      Efforts.of(plan)
          .filter(word -> !word.equals("none"))
          .ifPresent(
              word -> body.putObject("additionalModelRequestFields").put("reasoning_effort", word));
      return;
    }
    request
        .sampling()
        .reasoningEffort()
        .filter(word -> !word.equals("none"))
        .ifPresent(word ->
            losses.add(
                "Bedrock's models have no common `reasoning_effort`: it was left out; set"
                    + " `additionalModelRequestFields` in the model's `params`."));
  }

  private void writeLabels() {
    if (!request.metadata().isEmpty()) {
      ObjectNode labels = body.putObject("requestMetadata");
      new TreeMap<>(request.metadata()).forEach(labels::put);
    }
    if (request.user().isPresent()) {
      losses.add("Bedrock does not support `user`: it was left out.");
    }
    List<String> foreign = SharedMembers.lost(request.extras(), ConverseProvider.ID, Set.of());
    if (!foreign.isEmpty()) {
      losses.add("Bedrock does not support `" + String.join("`, `", foreign) + "`: left out.");
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
