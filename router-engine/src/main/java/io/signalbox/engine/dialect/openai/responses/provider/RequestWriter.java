package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.Efforts;
import io.signalbox.engine.dialect.EnforcedSchema;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.CallPlan;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;

/// A request in the words of this API, made from one that is in no provider's. Members that the
/// graph sets win over the request's own. Belongs to one thread.
final class RequestWriter {
  private static final int LONGEST_USER = 64;
  private static final String NO_SCHEMA = "{\"type\":\"object\",\"properties\":{}}";

  private final CallPlan plan;
  private final ChatRequest request;
  private final OwnMembers own;
  private final Map<String, String> members = new LinkedHashMap<>();
  private final SequencedSet<String> losses = new LinkedHashSet<>();

  RequestWriter(CallPlan plan) {
    this.plan = plan;
    this.request = plan.request();
    this.own = OwnMembers.of(request.extras(), losses);
  }

  byte[] write() {
    members.put("model", text(plan.model()));
    members.put("input", new InputItems(losses).write(request.messages()));
    tools();
    sampling(request.sampling());
    TextFormat.of(request.format(), schema -> enforced("response_format", schema))
        .ifPresent(json -> inside("text", "format", json));
    labels();
    keeping();
    own.members().forEach(members::putIfAbsent);
    own.verbosity().ifPresent(json -> inside("text", "verbosity", json));
    members.putAll(GraphMembers.of(plan, name -> Optional.ofNullable(members.get(name)), losses));
    if (request.stream()) {
      members.put("stream", "true");
    }
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

  private static String text(String value) {
    return new JsonText().string(value).toString();
  }

  private void inside(String object, String name, String json) {
    members.put(object, GraphMembers.with(members.getOrDefault(object, "{}"), name, json));
  }

  private void tools() {
    if (request.tools().isEmpty() && own.tools().isEmpty()) {
      return;
    }
    var json = new JsonText().open('[');
    request.tools().forEach(tool -> tool(json, tool));
    own.tools().forEach(json::raw);
    members.put("tools", json.close(']').toString());
    toolChoice();
    if (TakenMembers.has(plan, "parallel_tool_calls")) {
      request
          .parallelToolCalls()
          .ifPresent(parallel -> members.put("parallel_tool_calls", parallel.toString()));
    }
  }

  /// A function whose schema is not said to be strict would be taken for strict.
  private void tool(JsonText json, Tool tool) {
    json.open('{').member("type", "function").member("name", tool.name());
    if (!tool.description().isEmpty()) {
      json.member("description", tool.description());
    }
    String schema = tool.schema().isBlank() ? NO_SCHEMA : tool.schema();
    json.rawMember("parameters", tool.strict() ? enforced("tools", schema) : schema);
    json.rawMember("strict", String.valueOf(tool.strict())).close('}');
  }

  private String enforced(String what, String schema) {
    return EnforcedSchema.of(plan, what, schema, losses);
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
                  .member("name", named.name())
                  .close('}')
                  .toString());
    }
  }

  private void sampling(Sampling sampling) {
    sampling.maxTokens().ifPresent(this::limit);
    sampling.temperature().ifPresent(value -> drawn("temperature", value));
    sampling.topP().ifPresent(value -> drawn("top_p", value));
    if (!sampling.stop().isEmpty()) {
      losses.add(missing("stop"));
    }
    if (sampling.seed().isPresent()) {
      losses.add(missing("seed"));
    }
    Efforts.of(plan).ifPresent(word -> inside("reasoning", "effort", text(word)));
    Efforts.lost(plan).ifPresent(losses::add);
  }

  private static String missing(String name) {
    return name + ": the Responses API does not have it";
  }

  private void limit(int wanted) {
    long most = plan.maxOutputTokens();
    boolean fits = most == 0 || wanted <= most;
    members.put("max_output_tokens", String.valueOf(fits ? wanted : most));
    if (!fits) {
      losses.add(TakenMembers.shorter(most, wanted));
    }
  }

  private void drawn(String name, double value) {
    if (TakenMembers.has(plan, name)) {
      boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
      members.put(name, whole ? String.valueOf((long) value) : String.valueOf(value));
    } else if (value != 1) {
      losses.add(TakenMembers.lost(name));
    }
  }

  private void labels() {
    request.user().ifPresent(this::user);
    if (!request.metadata().isEmpty()) {
      var json = new JsonText().open('{');
      new TreeMap<>(request.metadata()).forEach(json::member);
      members.put("metadata", json.close('}').toString());
    }
  }

  /// OpenAI refuses a longer one.
  private void user(String id) {
    if (id.length() <= LONGEST_USER) {
      members.put("user", text(id));
    } else {
      losses.add("user: longer than " + LONGEST_USER + " characters, so it was left out");
    }
  }

  /// Clients of other dialects send the whole conversation each time, so nothing need be kept, and
  /// thinking comes back with it. Those of this one say themselves what they want.
  private void keeping() {
    if (!own.isOfClient()) {
      members.put("store", "false");
      if (plan.reasons()) {
        members.put("include", "[\"reasoning.encrypted_content\"]");
      }
    }
  }
}
