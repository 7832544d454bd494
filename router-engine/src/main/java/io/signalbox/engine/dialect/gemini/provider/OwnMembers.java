package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.CallingMode;
import io.signalbox.engine.dialect.gemini.FieldName;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Members of a request of a client that speaks this dialect, which only it knows. What the graph
/// has decided in its own words counts more.
///
/// @param members name → JSON text
/// @param overruled what the graph has decided
/// @param choice how free the model is in calling tools, as the graph left it
record OwnMembers(Map<String, String> members, Set<String> overruled, ToolChoice choice) {
  private static final String CALLING = "functionCallingConfig";
  private static final Set<String> FORM =
      Set.of("responseMimeType", "responseSchema", "responseJsonSchema");

  static OwnMembers of(ChatRequest request) {
    return new OwnMembers(
        request.extras().in(GeminiApi.ID), request.extras().overruled(), request.toolChoice());
  }

  /// Adds them to a body in which everything else is written.
  void addTo(ObjectNode body, ObjectNode config) {
    in(GeminiApi.TOOLS).forEach((name, value) -> addTool(body, name, value));
    in(GeminiApi.CONFIG).forEach((name, value) -> addTo(config, name, value));
    members.forEach((name, json) -> {
      if (!name.startsWith(GeminiApi.TOOLS + ".") && !name.startsWith(GeminiApi.CONFIG + ".")) {
        JsonTree.read(json).ifPresent(value -> add(body, name, value));
      }
    });
  }

  private Map<String, JsonNode> in(String object) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    members.forEach((name, json) -> {
      if (name.startsWith(object + ".")) {
        JsonTree.read(json)
            .ifPresent(value -> found.put(name.substring(object.length() + 1), value));
      }
    });
    return found;
  }

  private static void addTool(ObjectNode body, String name, JsonNode value) {
    ArrayNode tools = body.withArray("/" + GeminiApi.TOOLS);
    Optional<ObjectNode> functions =
        tools.valueStream().filter(each -> each.has(name)).map(ObjectNode.class::cast).findFirst();
    functions.orElseGet(tools::addObject).set(name, value);
  }

  private void addTo(ObjectNode config, String name, JsonNode value) {
    boolean decided = overruled.contains("response_format") && FORM.contains(name);
    if (!decided && !name.equals(ThinkingWish.MEMBER)) {
      config.set(name, value);
    }
  }

  private void add(ObjectNode body, String name, JsonNode value) {
    if (name.equals(GeminiApi.TOOL_CONFIG) && value instanceof ObjectNode said) {
      addToolConfig(body, said);
    } else {
      body.set(name, value);
    }
  }

  /// The graph may have decided otherwise since.
  private void addToolConfig(ObjectNode body, ObjectNode said) {
    ObjectNode written =
        body.get(GeminiApi.TOOL_CONFIG) instanceof ObjectNode there ? there : JsonTree.object();
    said.properties()
        .forEach(each -> {
          boolean calling = FieldName.camel(each.getKey()).equals(CALLING);
          if (!calling) {
            written.set(each.getKey(), each.getValue());
          } else if (meant(each.getValue()).equals(choice)) {
            written.set(CALLING, each.getValue());
          }
        });
    if (!written.isEmpty()) {
      body.set(GeminiApi.TOOL_CONFIG, written);
    }
  }

  private static ToolChoice meant(JsonNode calling) {
    String mode = "";
    List<String> allowed = new ArrayList<>();
    for (var each : calling.properties()) {
      switch (FieldName.camel(each.getKey())) {
        case "mode" -> mode = each.getValue().asString("");
        case "allowedFunctionNames" ->
            each.getValue().forEach(name -> allowed.add(name.asString("")));
        default -> {}
      }
    }
    String word = mode;
    return Arrays.stream(CallingMode.values())
        .filter(each -> each.name().equalsIgnoreCase(word))
        .findFirst()
        .orElse(CallingMode.MODE_UNSPECIFIED)
        .choice(allowed);
  }
}
