package io.signalbox.engine;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a provider was sent, in its own words.
///
/// @param speech the provider's dialect
/// @param model the model's id in the graph
/// @param request head and body
record SentRequest(ProviderSpeech speech, String model, String request) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  JsonNode body() {
    return JSON.readTree(request.substring(request.indexOf("\r\n\r\n") + 4));
  }

  boolean streams() {
    return ProviderSpeech.isStream(request);
  }

  /// The prompts before the conversation, one a line.
  String system() {
    return switch (speech) {
      case OPENAI -> texts(body().path("messages"), "system|developer");
      case ANTHROPIC ->
          body().path("system").isArray()
              ? joined(body().path("system"), "text")
              : body().path("system").asString("").replace("\n\n", "\n");
      case GEMINI -> joined(body().at("/systemInstruction/parts"), "text");
    };
  }

  /// What the user says last.
  String text() {
    return switch (speech) {
      case OPENAI, ANTHROPIC -> last(texts(body().path("messages"), "user"));
      case GEMINI -> last(joined(body().path("contents").path(turns() - 1).path("parts"), "text"));
    };
  }

  private int turns() {
    return body().path("contents").size();
  }

  private static String last(String lines) {
    return lines.substring(lines.lastIndexOf('\n') + 1);
  }

  private static String texts(JsonNode messages, String roles) {
    return stream(messages)
        .filter(one -> one.path("role").asString().matches(roles))
        .map(one -> one.path("content"))
        .map(said -> said.isString() ? said.asString() : joined(said, "text"))
        .collect(Collectors.joining("\n"));
  }

  private static String joined(JsonNode list, String member) {
    return stream(list)
        .filter(one -> one.has(member))
        .map(one -> one.path(member).asString())
        .collect(Collectors.joining("\n"));
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  /// The names of the tools that are offered.
  List<String> tools() {
    return switch (speech) {
      case OPENAI ->
          stream(body().path("tools")).map(one -> one.at("/function/name").asString()).toList();
      case ANTHROPIC ->
          stream(body().path("tools")).map(one -> one.path("name").asString()).toList();
      case GEMINI ->
          stream(body().at("/tools/0/functionDeclarations"))
              .map(one -> one.path("name").asString())
              .toList();
    };
  }

  /// Whether it holds a picture, wherever.
  boolean hasPicture() {
    return request.contains("iVBORw0KGgo=");
  }
}
