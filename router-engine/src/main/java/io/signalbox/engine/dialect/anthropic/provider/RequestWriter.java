package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.dialect.ClaudeName;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.SchemaSubset;
import io.signalbox.engine.dialect.SharedMembers;
import io.signalbox.engine.dialect.anthropic.AnthropicApi;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.RequestRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The body of one call. Writes each member of the request at its place and says what has none.
final class RequestWriter {
  private final CallPlan plan;
  private final ChatRequest request;
  private final OwnMembers own;
  private final ToolOffer offer;
  private final ObjectNode body = JsonTree.object();
  private final List<String> losses = new ArrayList<>();

  RequestWriter(CallPlan plan) {
    this.plan = plan;
    this.request = plan.request();
    this.own = OwnMembers.of(request);
    this.offer = new ToolOffer(request, own);
  }

  ProviderCall call() {
    body.put("model", plan.model());
    long limit = AnswerLimit.of(plan, losses);
    body.put(AnswerLimit.MEMBER, limit);
    if (request.stream()) {
      body.put("stream", true);
    }
    var turns = new Turns(keepsPrompts(plan), losses);
    turns.begin(request.messages(), body);
    offer.write(body, losses);
    writeFormat();
    boolean thinks = writeThinking(turns, limit);
    turns.end();
    writeSampling(thinks);
    writeLabels();
    own.addTo(body, plan, thinks, losses);
    writeParams();
    return new ProviderCall(
        MessagesProvider.PATH,
        Versions.of(plan),
        JsonTree.bytes(body),
        false,
        losses.stream().distinct().toList());
  }

  /// Whether the model knows system prompts within a conversation.
  static boolean keepsPrompts(CallPlan plan) {
    return plan.rules().laterSystem().filter(RequestRules.LaterSystem.KEPT::equals).isPresent();
  }

  private boolean writeThinking(Turns turns, long limit) {
    boolean thinks = new ThinkingWriter(plan, offer, limit, losses).write(body);
    if (!thinks && ClaudeName.isOne(plan.model())) {
      turns.leaveOutOpenThinking();
    }
    return thinks;
  }

  private void writeFormat() {
    switch (request.format()) {
      case ResponseFormat.Text text -> {}
      case ResponseFormat.JsonObject any ->
          losses.add(
              "Anthropic has no JSON mode without a schema: `response_format` was left out.");
      case ResponseFormat.JsonSchema json ->
          JsonTree.readObject(json.schema())
              .ifPresentOrElse(
                  schema ->
                      body.withObject("/output_config")
                          .putObject("format")
                          .put("type", "json_schema")
                          .set("schema", own.hasFormat() ? schema : enforced(schema)),
                  () -> losses.add("The schema in `response_format` is not an object: left out."));
    }
  }

  /// A client of this dialect is told by the provider what is wrong with its own.
  private ObjectNode enforced(ObjectNode schema) {
    return SchemaSubset.ANTHROPIC.fit(schema, "response_format", losses);
  }

  private void writeSampling(boolean thinks) {
    Sampling sampling = request.sampling();
    if (!sampling.stop().isEmpty()) {
      writeStop(sampling.stop());
    }
    if (sampling.seed().isPresent()) {
      losses.add("Anthropic has no `seed`: it was left out.");
    }
    Thinking.whyUndrawn(plan.model(), thinks)
        .ifPresentOrElse(why -> dropSampling(sampling, why), () -> writeSampling(sampling));
  }

  private void dropSampling(Sampling sampling, String why) {
    dropSampling(sampling.temperature(), "temperature", why);
    dropSampling(sampling.topP(), "top_p", why);
  }

  private void writeSampling(Sampling sampling) {
    sampling.temperature().ifPresent(this::writeTemperature);
    if (sampling.temperature().isPresent()) {
      dropSampling(sampling.topP(), "top_p", " beside `temperature`");
    } else {
      sampling.topP().ifPresent(value -> body.put("top_p", value));
    }
  }

  private void writeTemperature(double wanted) {
    double sent = Math.clamp(wanted, 0.0, 1.0);
    if (sent != wanted) {
      losses.add("Anthropic's `temperature` is 0 to 1: " + sent + " was sent, not " + wanted + ".");
    }
    body.put("temperature", sent);
  }

  private void writeStop(List<String> stop) {
    List<String> said = stop.stream().filter(text -> !text.isBlank()).toList();
    if (said.size() < stop.size()) {
      losses.add("Anthropic rejects a `stop` of only white space: it was left out.");
    }
    if (!said.isEmpty()) {
      ArrayNode node = body.putArray("stop_sequences");
      said.forEach(node::add);
    }
  }

  private void dropSampling(OptionalDouble value, String name, String why) {
    boolean isUsual = value.orElse(1) == 1;
    if (!isUsual) {
      losses.add("Anthropic does not support `" + name + "`" + why + ": it was left out.");
    }
  }

  private void writeLabels() {
    request.user().ifPresent(user -> body.putObject("metadata").put("user_id", user));
    if (!request.metadata().isEmpty()) {
      losses.add("Anthropic does not support labels in `metadata`: they were left out.");
    }
    boolean drawn = SharedMembers.topK(request.extras(), AnthropicApi.ID).isPresent();
    List<String> foreign =
        SharedMembers.lost(
            request.extras(), AnthropicApi.ID, drawn ? Set.of(SharedMembers.TOP_K) : Set.of());
    if (!foreign.isEmpty()) {
      losses.add("Anthropic does not support `" + String.join("`, `", foreign) + "`: left out.");
    }
  }

  /// What a rewrite has set is among them, too, and is written by then.
  private void writeParams() {
    Map<String, String> params = new LinkedHashMap<>(plan.params());
    params.entrySet().removeAll(OwnMembers.setIn(request).entrySet());
    ThinkingWish.setBy(plan).ifPresent(written -> params.remove(ThinkingWish.MEMBER));
    params.forEach((name, json) ->
        JsonTree.read(json)
            .ifPresentOrElse(
                value -> body.set(name, value),
                () -> losses.add("The setting `" + name + "` is not valid JSON: left out.")));
  }
}
