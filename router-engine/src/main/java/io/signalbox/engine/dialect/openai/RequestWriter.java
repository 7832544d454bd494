package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.dialect.Efforts;
import io.signalbox.engine.dialect.EnforcedSchema;
import io.signalbox.engine.dialect.SharedMembers;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.Quirk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/// A request in OpenAI's words, made from one that is in no provider's. Members that the graph sets
/// win over the request's own, and a client's unknown members come last. Belongs to one thread.
final class RequestWriter {
  private static final String SCHEMA_NAME = "answer";
  private static final int LONGEST_USER = 64;

  private final CallPlan plan;
  private final ChatRequest request;
  private final Map<String, String> own;
  private final Map<String, String> members = new LinkedHashMap<>();
  private final SequencedSet<String> losses = new LinkedHashSet<>();

  RequestWriter(CallPlan plan) {
    this.plan = plan;
    this.request = plan.request();
    this.own = own();
  }

  byte[] write() {
    members.put("model", text(plan.model()));
    var custom = CustomTools.of(own);
    members.put("messages", new MessageList(plan, custom, losses).write());
    tools();
    sampling(request.sampling());
    format();
    labels();
    own.forEach(members::putIfAbsent);
    set(true);
    new TakenMembers(plan).leaveOthersOut(members, losses);
    set(false);
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
    Extras extras = request.extras();
    if (extras.dialect().equals(OpenAiApi.ID) || extras.dialect().isEmpty()) {
      return ownOfChats(extras);
    }
    Map<String, String> shared = SharedMembers.of(extras, OpenAiApi.ID);
    shared.keySet().removeIf(name -> !new TakenMembers(plan).knows(name));
    if (extras.dialect().equals(OpenAiApi.COMPLETIONS)) {
      Map<String, String> all = new LinkedHashMap<>(extras.members());
      all.keySet().retainAll(OpenAiApi.SHARED);
      shared.putAll(all);
    }
    return shared;
  }

  /// What is lost in other dialects is named by its place and is no member. Of tools that are no
  /// functions, a model that does not know them gets the functions that stand for them.
  private Map<String, String> ownOfChats(Extras extras) {
    Map<String, String> own = new LinkedHashMap<>(extras.in(OpenAiApi.ID));
    own.keySet().removeIf(RequestWriter::isPlace);
    Map<String, String> asOffered = extras.usualIn(OpenAiApi.ID);
    if (!asOffered.isEmpty() && plan.rules().takesCustomTools() && isAll(asOffered)) {
      own.putAll(asOffered);
    }
    return own;
  }

  private static boolean isPlace(String name) {
    return name.contains("[");
  }

  /// Whether the tools as they were written have the names of all that are to be offered.
  private boolean isAll(Map<String, String> members) {
    Set<String> names = CustomTools.namesIn(members.getOrDefault("tools", "[]"));
    return request.tools().stream().map(Tool::name).allMatch(names::contains);
  }

  /// What rewrites set is for whichever model is asked, and fitted to it; what the graph sets for
  /// this one goes out as it is.
  private void set(boolean byRewrites) {
    plan.params()
        .forEach((name, value) -> {
          if (plan.isSetByRewrite(name) == byRewrites) {
            set(name, value);
          }
        });
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
    boolean any = !request.tools().isEmpty() || own.containsKey("tools");
    if (!any || silent) {
      return;
    }
    if (!own.containsKey("tools")) {
      members.put("tools", toolList());
    }
    if (!own.containsKey("tool_choice")) {
      toolChoice();
    }
    request
        .parallelToolCalls()
        .ifPresent(parallel -> members.put("parallel_tool_calls", parallel.toString()));
  }

  private String toolList() {
    var json = new JsonText().open('[');
    request.tools().forEach(tool -> tool(json, tool));
    return json.close(']').toString();
  }

  private String enforced(String what, String schema) {
    return EnforcedSchema.of(plan, what, schema, losses);
  }

  private void tool(JsonText json, Tool tool) {
    json.open('{').member("type", "function").name("function").open('{');
    json.member("name", tool.name());
    if (!tool.description().isEmpty()) {
      json.member("description", tool.description());
    }
    if (!tool.schema().isBlank()) {
      String schema = tool.strict() ? enforced("tools", tool.schema()) : tool.schema();
      json.rawMember("parameters", schema);
    }
    if (tool.strict()) {
      json.rawMember("strict", "true");
    }
    json.close('}');
    tool.mark().ifPresent(mark -> json.rawMember(CacheControl.MEMBER, mark.json()));
    json.close('}');
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
    sampling.maxTokens().ifPresent(this::limit);
    sampling.temperature().ifPresent(value -> members.put("temperature", number(value)));
    sampling.topP().ifPresent(value -> members.put("top_p", number(value)));
    if (!sampling.stop().isEmpty()) {
      members.put("stop", strings(stops(sampling.stop())));
    }
    String seed = has(Quirk.RANDOM_SEED) ? "random_seed" : "seed";
    sampling.seed().ifPresent(value -> members.put(seed, String.valueOf(value)));
    Efforts.of(plan).ifPresent(word -> members.put("reasoning_effort", text(word)));
    Efforts.lost(plan).ifPresent(losses::add);
  }

  private void limit(int wanted) {
    long most = plan.maxOutputTokens();
    boolean fits = most == 0 || wanted <= most;
    members.put(limitName(plan), String.valueOf(fits ? wanted : most));
    if (!fits) {
      losses.add("max_tokens: the model answers with at most " + most + " tokens, not " + wanted);
    }
  }

  /// What the limit of the answer is called.
  static String limitName(CallPlan plan) {
    boolean older = plan.quirks().contains(Quirk.MAX_TOKENS);
    return plan.rules().limit().orElse(older ? "max_tokens" : "max_completion_tokens");
  }

  private List<String> stops(List<String> wanted) {
    int most = plan.rules().stops().orElse(wanted.size());
    if (wanted.size() > most) {
      losses.add("stop: at most " + most + " texts are supported, the rest was left out");
    }
    return wanted.subList(0, Math.min(most, wanted.size()));
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

  private String schema(ResponseFormat.JsonSchema format) {
    String schema =
        format.strict() ? enforced("response_format", format.schema()) : format.schema();
    var json = new JsonText().open('{').member("type", "json_schema").name("json_schema");
    json.open('{').member("name", format.name().isEmpty() ? SCHEMA_NAME : format.name());
    json.rawMember("strict", String.valueOf(format.strict())).rawMember("schema", schema);
    return json.close('}').close('}').toString();
  }

  private void labels() {
    request.user().ifPresent(this::user);
    List<String> foreign =
        new ArrayList<>(SharedMembers.lost(request.extras(), OpenAiApi.ID, own.keySet()));
    foreign.removeAll(own.keySet());
    if (!own.containsKey("tools")) {
      request.extras().in(OpenAiApi.ID).keySet().stream()
          .filter(RequestWriter::isPlace)
          .forEach(place -> losses.add(place + ": not supported by the provider"));
    }
    if (!foreign.isEmpty()) {
      losses.add(
          "members of %2$s that only %1$s supports were left out"
              .formatted(request.extras().dialect(), String.join(", ", foreign)));
    }
    if (!request.metadata().isEmpty() && !own.containsKey("metadata")) {
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
