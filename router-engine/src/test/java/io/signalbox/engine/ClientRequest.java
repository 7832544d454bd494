package io.signalbox.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One request in the words of whichever dialect a client speaks. Belongs to one thread.
final class ClientRequest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PICTURE = "iVBORw0KGgo=";
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"string\"}}}";

  private final String text;
  private final List<Consumer<Body>> wishes = new ArrayList<>();
  final List<String> headers = new ArrayList<>();

  private ClientRequest(String text) {
    this.text = text;
  }

  /// A body that is being written.
  ///
  /// @param turns its messages or items
  private record Body(ClientSpeech speech, ObjectNode all, ArrayNode turns, ObjectNode last) {
    boolean is(ClientSpeech one) {
      return speech == one;
    }

    /// What the user says last.
    ArrayNode parts() {
      return last.withArray(is(ClientSpeech.GENERATE) ? "/parts" : "/content");
    }

    ObjectNode object(String member) {
      return all.withObject("/" + member);
    }
  }

  /// What a user says.
  static ClientRequest saying(String text) {
    return new ClientRequest(text);
  }

  private ClientRequest with(Consumer<Body> wish) {
    wishes.add(wish);
    return this;
  }

  ClientRequest header(String name, String value) {
    headers.add(name);
    headers.add(value);
    return this;
  }

  /// A label, as clients of every dialect can send it.
  ClientRequest label(String name, String value) {
    return header("x-signalbox-metadata", name + "=" + value);
  }

  ClientRequest system(String prompt) {
    return with(body -> {
      switch (body.speech()) {
        case CHAT -> body.turns().insertObject(0).put("role", "system").put("content", prompt);
        case MESSAGES -> body.all().put("system", prompt);
        case RESPONSES -> body.all().put("instructions", prompt);
        case GENERATE -> instruct(body, prompt);
      }
    });
  }

  private static void instruct(Body body, String prompt) {
    body.object("systemInstruction").putArray("parts").addObject().put("text", prompt);
  }

  /// A prompt of the role that OpenAI's clients have for it beside the system's.
  ClientRequest developer(String prompt) {
    return with(body -> {
      if (body.is(ClientSpeech.MESSAGES)) {
        body.all().put("system", prompt);
      } else if (body.is(ClientSpeech.GENERATE)) {
        instruct(body, prompt);
      } else {
        body.turns().insertObject(0).put("role", "developer").put("content", prompt);
      }
    });
  }

  /// A turn that was answered before.
  ClientRequest after(String asked, String answered) {
    return with(body -> {
      if (body.is(ClientSpeech.GENERATE)) {
        said(body, "model").put("text", answered);
        said(body, "user").put("text", asked);
      } else {
        body.turns().insertObject(0).put("role", "assistant").put("content", answered);
        body.turns().insertObject(0).put("role", "user").put("content", asked);
      }
    });
  }

  /// The only part of a content before all others.
  private static ObjectNode said(Body body, String role) {
    return body.turns().insertObject(0).put("role", role).putArray("parts").addObject();
  }

  ClientRequest user(String id) {
    return with(body -> {
      switch (body.speech()) {
        case CHAT, RESPONSES -> body.all().put("user", id);
        case MESSAGES -> body.object("metadata").put("user_id", id);
        case GENERATE -> body.object("labels").put("user", id); // it has no place for one
      }
    });
  }

  ClientRequest most(int tokens) {
    return with(body -> {
      switch (body.speech()) {
        case CHAT, MESSAGES -> body.all().put("max_tokens", tokens);
        case RESPONSES -> body.all().put("max_output_tokens", tokens);
        case GENERATE -> body.object("generationConfig").put("maxOutputTokens", tokens);
      }
    });
  }

  /// That a stream is to tell what was used; without, only one of the dialects leaves it out.
  ClientRequest usage() {
    return with(body -> {
      if (body.is(ClientSpeech.CHAT) && body.all().path("stream").asBoolean()) {
        body.object("stream_options").put("include_usage", true);
      }
    });
  }

  ClientRequest temperature(double value) {
    return with(body -> {
      boolean apart = body.is(ClientSpeech.GENERATE);
      (apart ? body.object("generationConfig") : body.all()).put("temperature", value);
    });
  }

  /// How much the model is to think: `high`.
  ClientRequest thinkingMuch() {
    return with(body -> {
      switch (body.speech()) {
        case CHAT -> body.all().put("reasoning_effort", "high");
        case MESSAGES ->
            body.object("thinking").put("type", "enabled").put("budget_tokens", 30_000);
        case RESPONSES -> body.object("reasoning").put("effort", "high");
        case GENERATE ->
            body.object("generationConfig/thinkingConfig").put("thinkingBudget", 30_000);
      }
    });
  }

  /// A tool that is offered.
  ClientRequest tool(String name) {
    return with(body -> {
      ObjectNode tool = body.all().withArray("/tools").addObject();
      switch (body.speech()) {
        case CHAT -> {
          tool.put("type", "function");
          tool.putObject("function").put("name", name).set("parameters", JSON.readTree(SCHEMA));
        }
        case MESSAGES -> tool.put("name", name).set("input_schema", JSON.readTree(SCHEMA));
        case RESPONSES ->
            tool.put("type", "function").put("name", name).set("parameters", JSON.readTree(SCHEMA));
        case GENERATE ->
            tool.putArray("functionDeclarations")
                .addObject()
                .put("name", name)
                .set("parametersJsonSchema", JSON.readTree(SCHEMA));
      }
    });
  }

  /// That a tool must be called.
  ClientRequest mustCall() {
    return with(body -> {
      switch (body.speech()) {
        case CHAT, RESPONSES -> body.all().put("tool_choice", "required");
        case MESSAGES -> body.object("tool_choice").put("type", "any");
        case GENERATE -> body.object("toolConfig/functionCallingConfig").put("mode", "ANY");
      }
    });
  }

  /// That the answer must be JSON.
  ClientRequest json() {
    return with(body -> {
      if (body.is(ClientSpeech.GENERATE)) {
        ObjectNode config = body.object("generationConfig");
        config.put("responseMimeType", "application/json");
        config.set("responseJsonSchema", JSON.readTree(SCHEMA));
        return;
      }
      ObjectNode format =
          switch (body.speech()) {
            case CHAT ->
                body.object("response_format").put("type", "json_schema").putObject("json_schema");
            case MESSAGES -> body.object("output_config").putObject("format");
            case RESPONSES, GENERATE -> body.object("text").putObject("format");
          };
      if (!body.is(ClientSpeech.CHAT)) {
        format.put("type", "json_schema");
      }
      if (!body.is(ClientSpeech.MESSAGES)) {
        format.put("name", "place");
      }
      format.set("schema", JSON.readTree(SCHEMA));
    });
  }

  /// A picture beside the text.
  ClientRequest picture() {
    return with(body -> picture(body, body.parts()));
  }

  private static void picture(Body body, ArrayNode content) {
    ObjectNode part = content.addObject();
    String url = "data:image/png;base64," + PICTURE;
    switch (body.speech()) {
      case CHAT -> part.put("type", "image_url").putObject("image_url").put("url", url);
      case MESSAGES ->
          part.put("type", "image")
              .putObject("source")
              .put("type", "base64")
              .put("media_type", "image/png")
              .put("data", PICTURE);
      case RESPONSES -> part.put("type", "input_image").put("image_url", url);
      case GENERATE ->
          part.putObject("inlineData").put("mimeType", "image/png").put("data", PICTURE);
    }
  }

  /// A call of a tool before, and what the tool has answered.
  ClientRequest toolSaid(String answer) {
    return with(body -> toolSaid(body, content -> text(body, content, answer)));
  }

  /// The same with a picture and nothing else.
  ClientRequest toolShowed() {
    return with(body -> toolSaid(body, content -> picture(body, content)));
  }

  private static void toolSaid(Body body, Consumer<ArrayNode> answer) {
    String arguments = "{\"at\":\"home\"}";
    switch (body.speech()) {
      case CHAT -> {
        ObjectNode tool = body.turns().insertObject(0).put("role", "tool");
        answer.accept(tool.put("tool_call_id", "t1").putArray("content"));
        ObjectNode said = body.turns().insertObject(0).put("role", "assistant");
        ObjectNode call = said.putArray("tool_calls").addObject();
        call.put("id", "t1").put("type", "function");
        call.putObject("function").put("name", "look").put("arguments", arguments);
        body.turns().insertObject(0).put("role", "user").put("content", "look");
      }
      case MESSAGES -> {
        ObjectNode result = JSON.createObjectNode().put("type", "tool_result");
        answer.accept(result.put("tool_use_id", "t1").putArray("content"));
        ((ArrayNode) body.last().get("content")).insert(0, result);
        ObjectNode said = body.turns().insertObject(0).put("role", "assistant");
        ObjectNode call = said.putArray("content").addObject();
        call.put("type", "tool_use").put("id", "t1").put("name", "look");
        call.set("input", JSON.readTree(arguments));
        body.turns().insertObject(0).put("role", "user").put("content", "look");
      }
      case RESPONSES -> {
        ObjectNode result = body.turns().insertObject(0).put("type", "function_call_output");
        answer.accept(result.put("call_id", "t1").putArray("output"));
        ObjectNode call = body.turns().insertObject(0).put("type", "function_call");
        call.put("call_id", "t1").put("name", "look").put("arguments", arguments);
        body.turns().insertObject(0).put("role", "user").put("content", "look");
      }
      case GENERATE -> {
        ArrayNode shown = JSON.createArrayNode();
        answer.accept(shown);
        ObjectNode result = body.parts().insertObject(0).putObject("functionResponse");
        result.put("id", "t1").put("name", "look").putObject("response");
        if (shown.path(0).has("text")) {
          result.withObject("/response").set("output", shown.path(0).get("text"));
        } else {
          result.set("parts", shown);
        }
        ObjectNode call = said(body, "model").putObject("functionCall");
        call.put("id", "t1").put("name", "look").set("args", JSON.readTree(arguments));
        said(body, "user").put("text", "look");
      }
    }
  }

  private static void text(Body body, ArrayNode content, String text) {
    ObjectNode part = content.addObject();
    if (!body.is(ClientSpeech.GENERATE)) {
      part.put("type", body.is(ClientSpeech.RESPONSES) ? "input_text" : "text");
    }
    part.put("text", text);
  }

  /// A member as this dialect has it; the others do not know it.
  ClientRequest member(ClientSpeech speech, String name, String json) {
    return with(body -> {
      if (body.is(speech)) {
        body.all().set(name, JSON.readTree(json));
      }
    });
  }

  private static String turns(ClientSpeech speech) {
    return switch (speech) {
      case CHAT, MESSAGES -> "messages";
      case RESPONSES -> "input";
      case GENERATE -> "contents";
    };
  }

  /// What the client sends.
  String body(ClientSpeech speech, boolean stream, String model) {
    ObjectNode all = JSON.createObjectNode();
    if (speech != ClientSpeech.GENERATE) {
      all.put("model", model).put("stream", stream);
    }
    if (speech == ClientSpeech.MESSAGES) {
      all.put("max_tokens", 500);
    }
    ArrayNode turns = all.putArray(turns(speech));
    ObjectNode last = turns.addObject().put("role", "user");
    var body = new Body(speech, all, turns, last);
    text(body, body.parts(), text);
    wishes.forEach(wish -> wish.accept(body));
    return all.toString();
  }
}
