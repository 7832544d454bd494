package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.lab.matrix.PromptFile.UnreadableException;
import io.signalbox.engine.workspace.SuiteText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a prompt from a JSON object: what a suite has as `request` (`text` or `messages`, …), or
/// the body of a Chat Completions request, alone or as `body` of a line for OpenAI's batches. Other
/// texts and numbers are its values.
final class PromptLine {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /// What a suite's request has.
  private static final Set<String> REQUEST =
      Set.of(
          "text",
          "messages",
          "system",
          "user",
          "conversation",
          "metadata",
          "headers",
          "max_tokens",
          "json");

  private static final List<String> NAMES = List.of("name", "id", "custom_id");

  private PromptLine() {}

  static ReadPrompt read(String where, String line) throws UnreadableException {
    JsonNode row = tree(where, line);
    JsonNode body = row.path("body").isObject() ? row.path("body") : row;
    ObjectNode request = JSON.createObjectNode();
    Map<String, String> values = new LinkedHashMap<>();
    String text = body.has("prompt") && !body.has("text") ? "prompt" : "text";
    body.properties()
        .forEach(member -> {
          String key = member.getKey().equals(text) ? "text" : member.getKey();
          if (REQUEST.contains(key)) {
            request.set(key, key.equals("messages") ? plain(member.getValue()) : member.getValue());
          } else if (key.equals("tools")) {
            request.set(key, tools(member.getValue()));
          }
        });
    for (JsonNode part : new JsonNode[] {row, body}) {
      part.properties().stream()
          .filter(member -> member.getValue().isValueNode() && !member.getValue().isNull())
          .forEach(member -> values.put(member.getKey(), member.getValue().asString()));
    }
    String name =
        NAMES.stream()
            .map(key -> row.path(key).asString(""))
            .filter(each -> !each.isBlank())
            .findFirst()
            .orElse("");
    return parsed(where, name, request, values);
  }

  private static JsonNode tree(String where, String line) throws UnreadableException {
    try {
      JsonNode row = JSON.readTree(line);
      if (row.isObject()) {
        return row;
      }
    } catch (JacksonException e) {
      // The message below is all that helps.
    }
    throw new UnreadableException(where + ": it is not a JSON object.");
  }

  /// Messages as suites have them, from those of a request.
  private static JsonNode plain(JsonNode messages) {
    ArrayNode plain = JSON.createArrayNode();
    messages.forEach(message -> {
      ObjectNode one = plain.addObject();
      one.set("role", message.path("role"));
      one.put("text", content(message.has("text") ? message.get("text") : message.path("content")));
    });
    return plain;
  }

  private static String content(JsonNode content) {
    return content.isArray()
        ? StreamSupport.stream(content.spliterator(), false)
            .map(part -> part.path("text").asString(""))
            .collect(Collectors.joining("\n"))
        : content.asString("");
  }

  /// The names of tools.
  private static JsonNode tools(JsonNode tools) {
    ArrayNode names = JSON.createArrayNode();
    tools.forEach(tool -> names.add(tool.isString() ? tool : tool.path("function").path("name")));
    return names;
  }

  /// What is written as in a suite is read as one, with its limits and its errors.
  private static ReadPrompt parsed(
      String where, String name, ObjectNode request, Map<String, String> values)
      throws UnreadableException {
    var test = Map.of("name", "-", "request", request, "expect", Map.of("status", 200));
    String suite = JSON.writeValueAsString(Map.of("graph", "-", "cases", List.of(test)));
    SuiteText read = SuiteText.read(where, suite);
    for (Problem problem : read.problems()) {
      if (problem.isError()) {
        throw new UnreadableException(where + ": " + problem.message());
      }
    }
    return new ReadPrompt(
        where, name, read.suite().orElseThrow().cases().getFirst().request(), values, List.of());
  }
}
