package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.Quirk;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// A request in OpenAI's words, made from one that is in no provider's. Members that the graph sets
/// win over the request's own, and a client's unknown members come last. Belongs to one thread.
final class RequestWriter {
  private static final String SCHEMA_NAME = "answer";
  private static final int LONGEST_USER = 64;

  private final CallPlan plan;
  private final ChatRequest request;
  private final Map<String, String> members = new LinkedHashMap<>();
  private final SequencedSet<String> losses = new LinkedHashSet<>();

  RequestWriter(CallPlan plan) {
    this.plan = plan;
    this.request = plan.request();
  }

  byte[] write() {
    members.put("model", text(plan.model()));
    members.put("messages", new MessageList(plan, losses).write());
    tools();
    sampling(request.sampling());
    format();
    labels();
    own().forEach(members::putIfAbsent);
    leaveOutForbidden();
    plan.params().forEach(this::set);
    stream();
    return body();
  }

  /// What could not be carried over, known once the body is written.
  List<String> losses() {
    return List.copyOf(losses);
  }

  private byte[] body() {
    var json = new JsonText().open('{');
    members.forEach(json::rawMember);
    return json.close('}').toBytes();
  }

  private Map<String, String> own() {
    return request.extras().in(OpenAiApi.ID);
  }

  private void set(String name, String value) {
    if (name.equals("max_tokens")) {
      members.remove("max_completion_tokens");
    } else if (name.equals("max_completion_tokens")) {
      members.remove("max_tokens");
    }
    if (!name.equals("model")) {
      members.put(name, value);
    }
  }

  private boolean has(Quirk quirk) {
    return plan.quirks().contains(quirk);
  }

  private static String text(String value) {
    return new JsonText().string(value).toString();
  }

  private void tools() {
    boolean silent = request.toolChoice() instanceof ToolChoice.None && has(Quirk.NO_TOOL_CHOICE);
    boolean any = !request.tools().isEmpty() || own().containsKey("tools");
    if (!any || silent) {
      return;
    }
    if (!own().containsKey("tools")) {
      members.put("tools", toolList());
    }
    toolChoice();
    request
        .parallelToolCalls()
        .ifPresent(parallel -> members.put("parallel_tool_calls", parallel.toString()));
  }

  private String toolList() {
    var json = new JsonText().open('[');
    request.tools().forEach(tool -> tool(json, tool));
    return json.close(']').toString();
  }

  private static void tool(JsonText json, Tool tool) {
    json.open('{').member("type", "function").name("function").open('{');
    json.member("name", tool.name());
    if (!tool.description().isEmpty()) {
      json.member("description", tool.description());
    }
    if (!tool.schema().isBlank()) {
      json.rawMember("parameters", tool.schema());
    }
    if (tool.strict()) {
      json.rawMember("strict", "true");
    }
    json.close('}').close('}');
  }

  private void toolChoice() {
    switch (request.toolChoice()) {
      case ToolChoice.Auto auto -> {}
      case ToolChoice.None none -> members.put("tool_choice", text("none"));
      case ToolChoice.Required required -> members.put("tool_choice", text("required"));
      case ToolChoice.Named named ->
          members.put(
              "tool_choice",
              new JsonText()
                  .open('{')
                  .member("type", "function")
                  .name("function")
                  .open('{')
                  .member("name", named.name())
                  .close('}')
                  .close('}')
                  .toString());
    }
  }

  private void sampling(Sampling sampling) {
    String limit = has(Quirk.MAX_TOKENS) ? "max_tokens" : "max_completion_tokens";
    sampling.maxTokens().ifPresent(most -> members.put(limit, String.valueOf(most)));
    sampling.temperature().ifPresent(value -> members.put("temperature", number(value)));
    sampling.topP().ifPresent(value -> members.put("top_p", number(value)));
    if (!sampling.stop().isEmpty()) {
      members.put("stop", strings(sampling.stop()));
    }
    String seed = has(Quirk.RANDOM_SEED) ? "random_seed" : "seed";
    sampling.seed().ifPresent(value -> members.put(seed, String.valueOf(value)));
    sampling.reasoningEffort().ifPresent(this::effort);
  }

  /// Clients of other dialects ask every model to think, and models that do not refuse to be asked.
  private void effort(String word) {
    if (plan.reasons() || request.extras().foreignTo(OpenAiApi.ID).isEmpty()) {
      members.put("reasoning_effort", text(word));
    } else {
      losses.add("reasoning_effort: the model is not known to support it, so it was left out");
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private static String strings(List<String> values) {
    var json = new JsonText().open('[');
    values.forEach(json::string);
    return json.close(']').toString();
  }

  private void format() {
    switch (request.format()) {
      case ResponseFormat.Text text -> {}
      case ResponseFormat.JsonObject object -> jsonObject();
      case ResponseFormat.JsonSchema schema -> {
        if (has(Quirk.NO_JSON_SCHEMA)) {
          losses.add(
              "response_format: the provider does not support a JSON schema; JSON mode was sent");
          jsonObject();
        } else {
          members.put("response_format", schema(schema));
        }
      }
    }
  }

  private void jsonObject() {
    members.put("response_format", "{\"type\":\"json_object\"}");
  }

  private static String schema(ResponseFormat.JsonSchema format) {
    var json = new JsonText().open('{').member("type", "json_schema").name("json_schema");
    json.open('{').member("name", format.name().isEmpty() ? SCHEMA_NAME : format.name());
    json.rawMember("strict", String.valueOf(format.strict())).rawMember("schema", format.schema());
    return json.close('}').close('}').toString();
  }

  private void labels() {
    request.user().ifPresent(this::user);
    List<String> foreign = request.extras().foreignTo(OpenAiApi.ID);
    if (!foreign.isEmpty()) {
      losses.add(
          "members of %2$s that only %1$s supports were left out"
              .formatted(request.extras().dialect(), String.join(", ", foreign)));
    }
    if (!request.metadata().isEmpty()) {
      var json = new JsonText().open('{');
      new java.util.TreeMap<>(request.metadata()).forEach(json::member);
      members.put("metadata", json.close('}').toString());
    }
  }

  /// OpenAI refuses a longer one; what stands for it must tell the same users apart.
  private void user(String id) {
    boolean fits = id.length() <= LONGEST_USER;
    members.put("user", text(fits ? id : ShortIds.digest(id)));
    if (!fits) {
      losses.add("user: longer than " + LONGEST_USER + " characters, a digest of it was sent");
    }
  }

  private void leaveOutForbidden() {
    leaveOut(Quirk.NO_TOOL_CHOICE, "tool_choice");
    leaveOut(Quirk.NO_STOP, "stop");
    leaveOut(Quirk.NO_PARALLEL_TOOL_CALLS, "parallel_tool_calls");
  }

  private void leaveOut(Quirk quirk, String name) {
    if (has(quirk) && members.remove(name) != null) {
      losses.add(name + ": not supported by the provider");
    }
  }

  private void stream() {
    boolean options = request.stream() && !has(Quirk.NO_STREAM_OPTIONS);
    if (request.stream()) {
      members.put("stream", "true");
    } else {
      members.remove("stream");
    }
    String own = members.remove("stream_options");
    if (options) {
      members.put("stream_options", VerbatimBody.withUsage(own == null ? "{}" : own));
    }
  }
}
