package io.signalbox.plugins.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What providers demand of a conversation and refuse with 400 otherwise, from their descriptions
/// and their errors: openai-openapi (2026-08), Anthropic's Messages and tool use pages, Google's
/// function calling and thought signatures pages, Mistral's `invalid_request_message_order`,
/// DeepSeek's thinking mode, Bedrock's Converse reference, Cohere's Chat v2 reference.
final class Demands {
  private static final String NAME = "[a-zA-Z0-9_-]{1,64}";
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final String preset;
  private final List<String> faults = new ArrayList<>();

  private Demands(String preset) {
    this.preset = preset;
  }

  /// What a body breaks.
  static List<String> broken(String preset, String path, JsonNode body) {
    var demands = new Demands(preset);
    switch (preset) {
      case "anthropic" -> demands.messages(body);
      case "gemini" -> demands.generate(body);
      case "bedrock" -> demands.converse(body);
      case "cohere" -> demands.chat(body);
      default -> {
        if (path.endsWith("/responses")) {
          demands.responses(body);
        } else {
          demands.chat(body);
        }
      }
    }
    return demands.faults;
  }

  private void demand(boolean kept, String what, Object found) {
    if (!kept) {
      faults.add(preset + ": " + what + ": " + found);
    }
  }

  /// Calls that are to be answered next, and whether all ids are new.
  private final class Calls {
    private final Set<String> all = new HashSet<>();
    private final Set<String> open = new LinkedHashSet<>();

    void called(String id, String form) {
      demand(id.matches(form), "the id of a call", id);
      demand(all.add(id), "an id twice", id);
      open.add(id);
    }

    void answered(String id) {
      demand(open.remove(id), "a result without a call right before it", id);
    }

    void closed(Object place) {
      demand(open.isEmpty(), "calls without results before", open + " at " + place);
      open.clear();
    }
  }

  private void chat(JsonNode body) {
    var calls = new Calls();
    String form =
        switch (preset) {
          case "openai" -> "\\S{1,40}";
          case "mistral" -> "[a-zA-Z0-9]{9}";
          default -> "\\S+";
        };
    String before = "";
    JsonNode messages = body.path("messages");
    demand(!messages.isEmpty(), "messages", messages);
    for (JsonNode message : messages) {
      String role = message.path("role").asString("");
      if (!role.equals("tool")) {
        calls.closed(message);
      }
      switch (role) {
        case "system", "developer" -> {
          said(message, true);
          boolean late = !preset.equals("openai") && !before.matches("|system|developer");
          demand(!late, "a system prompt within the conversation", message);
        }
        case "user" -> {
          said(message, true);
          demand(
              !(preset.equals("mistral") && before.equals("tool")),
              "role user after tool",
              message);
        }
        case "assistant" -> {
          said(message, message.path("tool_calls").isEmpty());
          for (JsonNode call : message.path("tool_calls")) {
            calls.called(call.path("id").asString(""), form);
            function(call.path("function"));
          }
          if (preset.equals("deepseek")) {
            demand(message.path("reasoning_content").isString(), "reasoning_content", message);
          }
        }
        case "tool" -> {
          calls.answered(message.path("tool_call_id").asString(""));
          demand(!message.path("content").isMissingNode(), "content of a result", message);
        }
        default -> demand(false, "a role", message);
      }
      before = role;
    }
    calls.closed("the end");
    demand(before.matches("user|tool"), "the last role", before);
    body.path("tools").forEach(tool -> tool(tool.path("function")));
  }

  private void function(JsonNode function) {
    demand(function.path("name").asString("").matches(name()), "the name of a call", function);
    demand(
        MAPPER.readTree(function.path("arguments").asString("-")).isObject(),
        "arguments",
        function);
  }

  /// Of some servers no limit is known.
  private String name() {
    return preset.matches("cohere|vllm") ? "\\S+" : NAME;
  }

  private void tool(JsonNode tool) {
    demand(tool.path("name").asString("").matches(name()), "the name of a tool", tool);
  }

  private void said(JsonNode message, boolean needed) {
    JsonNode content = message.path("content");
    boolean empty = content.isArray() ? content.isEmpty() : content.asString("").isEmpty();
    demand(!needed || !empty, "an empty message", message);
    for (JsonNode part : content) {
      boolean blank =
          part.path("type").asString("").equals("text") && part.path("text").asString("").isEmpty();
      demand(!blank, "an empty part", message);
      demand(
          !part.has("image_url")
              || part.at("/image_url/url").asString("").matches("(?s)(data:|https?:).*"),
          "a picture's address",
          part);
    }
  }

  private void responses(JsonNode body) {
    var open = new LinkedHashSet<String>();
    var all = new HashSet<String>();
    demand(!body.path("input").isEmpty(), "input", body);
    for (JsonNode item : body.path("input")) {
      String type = item.path("type").asString("message");
      switch (type) {
        case "message" -> {
          boolean empty =
              item.path("content").isArray()
                  ? item.path("content").isEmpty()
                  : item.path("content").asString("").isEmpty();
          demand(!empty, "an empty message", item);
        }
        case "function_call" -> {
          String id = item.path("call_id").asString("");
          demand(id.matches("\\S{1,64}"), "the id of a call", id);
          demand(all.add(id), "an id twice", id);
          open.add(id);
          function(item);
        }
        case "function_call_output" -> {
          String id = item.path("call_id").asString("");
          demand(open.remove(id), "a result without a call", id);
          demand(!item.path("output").isMissingNode(), "an output", item);
        }
        case "reasoning" -> {
          demand(item.path("summary").isArray(), "a summary", item);
          demand(item.path("id").asString("rs_").startsWith("rs_"), "an id", item);
        }
        default -> demand(false, "an item", item);
      }
      demand(!item.path("id").asString("").contains("_req_"), "an id that we made", item);
    }
    demand(open.isEmpty(), "calls without results", open);
    body.path("tools").forEach(this::tool);
  }

  private void messages(JsonNode body) {
    var calls = new Calls();
    String before = "";
    demand(body.path("max_tokens").asInt(0) > 0, "max_tokens", body.path("max_tokens"));
    demand(
        body.at("/thinking/budget_tokens").asInt(0) < body.path("max_tokens").asInt(0),
        "a budget below max_tokens",
        body.path("thinking"));
    JsonNode messages = body.path("messages");
    demand(messages.at("/0/role").asString("").equals("user"), "the first role", messages);
    for (JsonNode message : messages) {
      String role = message.path("role").asString("");
      demand(role.matches("user|assistant"), "a role", message);
      demand(!role.equals(before), "roles alternate", message);
      JsonNode content = message.path("content");
      demand(
          content.isArray() ? !content.isEmpty() : !content.asString("").isBlank(),
          "an empty message",
          message);
      boolean other = false;
      for (JsonNode block : content) {
        String type = block.path("type").asString("");
        if (!type.equals("tool_result") && role.equals("user")) {
          calls.closed(message);
          other = true;
        }
        switch (type) {
          case "text" ->
              demand(!block.path("text").asString("").isBlank(), "a blank text", message);
          case "thinking" ->
              demand(!block.path("signature").asString("").isEmpty(), "a signature", block);
          case "redacted_thinking" ->
              demand(!block.path("data").asString("").isEmpty(), "data", block);
          case "tool_use" -> {
            demand(role.equals("assistant"), "a call by the assistant", block);
            calls.called(block.path("id").asString(""), "[a-zA-Z0-9_-]+");
            demand(
                block.path("name").asString("").matches("[a-zA-Z0-9_-]{1,128}"), "a name", block);
            demand(block.path("input").isObject(), "input", block);
          }
          case "tool_result" -> {
            demand(!other, "results before other blocks", message);
            calls.answered(block.path("tool_use_id").asString(""));
          }
          case "image", "document" -> demand(block.path("source").isObject(), "a source", block);
          default -> demand(false, "a block", block);
        }
      }
      before = role;
    }
    calls.closed("the end");
    thinkingOfLoop(body, messages);
    demand(before.equals("user"), "the last role", before);
    for (JsonNode tool : body.path("tools")) {
      demand(tool.path("name").asString("").matches("[a-zA-Z0-9_-]{1,128}"), "a tool", tool);
    }
  }

  /// While thinking is on, a turn in which tools are still being called begins with thinking: with
  /// what was said before the first results.
  private void thinkingOfLoop(JsonNode body, JsonNode messages) {
    int at = messages.size() - 1;
    while (at > 0 && messages.path(at).at("/content/0/type").asString("").equals("tool_result")) {
      at -= 2;
    }
    boolean loop = at < messages.size() - 1;
    if (loop && body.at("/thinking/type").asString("").equals("enabled")) {
      JsonNode turn = messages.path(at + 1);
      String first = turn.at("/content/0/type").asString("");
      demand(first.endsWith("thinking"), "thinking first while it is on", turn);
    }
  }

  private void generate(JsonNode body) {
    String before = "";
    List<String> open = List.of();
    JsonNode contents = body.path("contents");
    demand(contents.at("/0/role").asString("").equals("user"), "the first role", contents);
    int lastQuestion = lastQuestion(contents);
    for (int i = 0; i < contents.size(); i++) {
      JsonNode content = contents.path(i);
      String role = content.path("role").asString("");
      demand(role.matches("user|model"), "a role", content);
      demand(!role.equals(before), "roles alternate", content);
      demand(!content.path("parts").isEmpty(), "an empty content", content);
      var called = new ArrayList<String>();
      var answered = new ArrayList<String>();
      for (JsonNode part : content.path("parts")) {
        part(part);
        if (part.has("functionCall")) {
          called.add(part.at("/functionCall/name").asString());
          boolean needs = called.size() == 1 && i > lastQuestion;
          demand(!needs || part.has("thoughtSignature"), "a signature of the first call", content);
        }
        if (part.has("functionResponse")) {
          answered.add(part.at("/functionResponse/name").asString());
          demand(part.at("/functionResponse/response").isObject(), "an object", part);
        }
      }
      demand(role.equals("model") || called.isEmpty(), "calls by the model", content);
      demand(
          answered.equals(open), "as many results as calls, in their order", open + " " + content);
      open = called;
      before = role;
    }
    demand(open.isEmpty(), "calls without results", open);
    demand(before.equals("user"), "the last role", before);
    for (JsonNode tool : body.path("tools")) {
      for (JsonNode function : tool.path("functionDeclarations")) {
        demand(
            function.path("name").asString("").matches("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}"),
            "a tool",
            function);
      }
    }
  }

  private static int lastQuestion(JsonNode contents) {
    for (int i = contents.size() - 1; i >= 0; i--) {
      for (JsonNode part : contents.path(i).path("parts")) {
        if (contents.path(i).path("role").asString("").equals("user") && part.has("text")) {
          return i;
        }
      }
    }
    return -1;
  }

  private void part(JsonNode part) {
    boolean data =
        part.has("functionCall")
            || part.has("functionResponse")
            || part.has("inlineData")
            || part.has("fileData");
    boolean text =
        part.has("text")
            && (!part.path("text").asString("").isEmpty() || part.has("thoughtSignature"));
    demand(data ^ text, "one thing in a part", part);
  }

  private void converse(JsonNode body) {
    var calls = new Calls();
    String before = "";
    JsonNode messages = body.path("messages");
    demand(messages.at("/0/role").asString("").equals("user"), "the first role", messages);
    var documents = new HashSet<String>();
    for (JsonNode message : messages) {
      String role = message.path("role").asString("");
      demand(role.matches("user|assistant") && !role.equals(before), "roles alternate", message);
      demand(!message.path("content").isEmpty(), "an empty message", message);
      boolean text = false;
      boolean document = false;
      for (JsonNode block : message.path("content")) {
        if (block.has("toolUse")) {
          calls.called(block.at("/toolUse/toolUseId").asString(""), NAME);
          demand(block.at("/toolUse/name").asString("").matches(NAME), "a name", block);
          demand(block.at("/toolUse/input").isObject(), "input", block);
        } else if (block.has("toolResult")) {
          calls.answered(block.at("/toolResult/toolUseId").asString(""));
          demand(block.at("/toolResult/content").isArray(), "content of a result", block);
        } else if (role.equals("user")) {
          calls.closed(message);
        }
        text |= block.has("text");
        document |= block.has("document");
        demand(
            !block.has("text") || !block.path("text").asString("").isBlank(),
            "a blank text",
            message);
        if (block.has("document")) {
          String name = block.at("/document/name").asString("");
          demand(name.matches("[a-zA-Z0-9 ()\\[\\]-]+"), "the name of a document", name);
          demand(documents.add(name), "a name of a document twice", name);
        }
      }
      demand(!document || text, "text beside a document", message);
      before = role;
    }
    calls.closed("the end");
    demand(before.equals("user"), "the last role", before);
    boolean used = messages.toString().contains("\"toolUse\"");
    demand(!used || body.has("toolConfig"), "tools where calls are", body.path("toolConfig"));
    for (JsonNode tool : body.at("/toolConfig/tools")) {
      demand(
          !tool.has("toolSpec") || tool.at("/toolSpec/name").asString("").matches(NAME),
          "a tool",
          tool);
    }
  }
}
