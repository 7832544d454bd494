package io.signalbox.app.snippet;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Tool;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A request to the proxy as a command or a program, in OpenAI's Chat Completions. The key comes
/// from the variable `SIGNALBOX_KEY` and never stands in the text.
public enum RequestCode {
  CURL("curl") {
    @Override
    String of(ObjectNode body, String base) {
      return """
      curl %s/chat/completions \\
        -H "Authorization: Bearer $SIGNALBOX_KEY" \\
        -H "Content-Type: application/json" \\
        -d %s
      """
          .formatted(base, quoted(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body)));
    }
  },

  PYTHON("Python") {
    @Override
    String of(ObjectNode body, String base) {
      return """
      import json, os
      from openai import OpenAI

      client = OpenAI(base_url=%s, api_key=os.environ["SIGNALBOX_KEY"])
      answer = client.chat.completions.create(**json.loads(%s))
      print(answer.choices[0].message.content)
      """
          .formatted(text(base), text(JSON.writeValueAsString(body)));
    }
  },

  JAVASCRIPT("JavaScript") {
    @Override
    String of(ObjectNode body, String base) {
      return """
      import OpenAI from "openai";

      const client = new OpenAI({ baseURL: %s, apiKey: process.env.SIGNALBOX_KEY });
      const answer = await client.chat.completions.create(%s);
      console.log(answer.choices[0].message.content);
      """
          .formatted(text(base), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body));
    }
  };

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String words;

  RequestCode(String words) {
    this.words = words;
  }

  /// How people call the language.
  public String words() {
    return words;
  }

  /// The whole text.
  ///
  /// @param graph what the client asks for if the request names no model
  /// @param base the proxy's address with `/v1`
  /// @param metadata labels of the request
  public String of(ChatRequest request, Map<String, String> metadata, String graph, String base) {
    return of(body(request, metadata, graph), base);
  }

  abstract String of(ObjectNode body, String base);

  /// A word of a POSIX shell.
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /// A string of JSON is one of Python and of JavaScript, too.
  private static String text(String text) {
    return JSON.writeValueAsString(text);
  }

  private static ObjectNode body(ChatRequest request, Map<String, String> metadata, String graph) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", request.model().isEmpty() ? graph : request.model());
    ArrayNode messages = body.putArray("messages");
    request.messages().forEach(message -> add(message, messages));
    if (!request.tools().isEmpty()) {
      ArrayNode tools = body.putArray("tools");
      request.tools().forEach(tool -> add(tool, tools.addObject()));
    }
    var sampling = request.sampling();
    sampling.maxTokens().ifPresent(most -> body.put("max_completion_tokens", most));
    sampling.temperature().ifPresent(value -> body.put("temperature", value));
    sampling.topP().ifPresent(value -> body.put("top_p", value));
    sampling.seed().ifPresent(value -> body.put("seed", value));
    sampling.reasoningEffort().ifPresent(value -> body.put("reasoning_effort", value));
    if (!sampling.stop().isEmpty()) {
      sampling.stop().forEach(body.putArray("stop")::add);
    }
    if (!metadata.isEmpty()) {
      metadata.forEach(body.putObject("metadata")::put);
    }
    return body;
  }

  private static void add(Tool tool, ObjectNode to) {
    ObjectNode function = to.put("type", "function").putObject("function");
    function.put("name", tool.name());
    if (!tool.description().isEmpty()) {
      function.put("description", tool.description());
    }
    function.set("parameters", JSON.readTree(tool.schema()));
  }

  private static void add(Message message, ArrayNode messages) {
    List<Part.ToolResult> results = parts(message, Part.ToolResult.class);
    for (Part.ToolResult result : results) {
      ObjectNode answer = messages.addObject();
      answer.put("role", "tool").put("tool_call_id", result.callId());
      answer.put("content", plain(result.content()));
    }
    List<Part.Image> images = parts(message, Part.Image.class);
    List<Part.ToolCall> calls = parts(message, Part.ToolCall.class);
    if (message.text().isEmpty() && images.isEmpty() && calls.isEmpty()) {
      return;
    }
    ObjectNode turn = messages.addObject();
    turn.put("role", message.role().name().toLowerCase(Locale.ROOT));
    content(message, images, turn);
    if (!calls.isEmpty()) {
      ArrayNode all = turn.putArray("tool_calls");
      calls.forEach(call -> add(call, all.addObject()));
    }
  }

  private static void content(Message message, List<Part.Image> images, ObjectNode turn) {
    if (images.isEmpty()) {
      turn.put("content", message.text());
      return;
    }
    ArrayNode parts = turn.putArray("content");
    parts.addObject().put("type", "text").put("text", message.text());
    images.forEach(image ->
        parts.addObject().put("type", "image_url").putObject("image_url").put("url", image.url()));
  }

  private static void add(Part.ToolCall call, ObjectNode to) {
    to.put("id", call.id()).put("type", "function");
    to.putObject("function").put("name", call.name()).put("arguments", call.arguments());
  }

  private static String plain(List<Part> parts) {
    return parts.stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining("\n"));
  }

  private static <P extends Part> List<P> parts(Message message, Class<P> kind) {
    return message.parts().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
