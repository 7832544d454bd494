package io.signalbox.plugins.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A client that keeps its conversation as real ones do: answers go back as they came, or without
/// what it does not understand.
abstract class Talker {
  static final JsonMapper MAPPER = JsonMapper.shared();
  static final String PICTURE =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  static final String PAPER = "JVBERi0xLjQKJcOkw7zDtsOfCg==";
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"integer\"}}}";

  final Random random;
  final ArrayNode history = MAPPER.createArrayNode();

  /// Whether it keeps only what it understands.
  final boolean forgetful;

  /// Calls that wait for their results: id and name.
  final List<String[]> open = new ArrayList<>();

  Talker(Random random) {
    this.random = random;
    this.forgetful = random.nextInt(4) == 0;
  }

  static Talker of(String dialect, Random random) {
    return switch (dialect) {
      case "openai" -> new Chat(random);
      case "anthropic" -> new Messages(random);
      case "responses" -> new Responses(random);
      case "gemini" -> new Generate(random);
      case "ollama" -> new Ollama(random);
      default -> throw new AssertionError(dialect);
    };
  }

  abstract String path();

  /// The body of the next request.
  abstract ObjectNode body();

  abstract void ask(String text, boolean picture, boolean paper);

  /// Takes an answer.
  abstract void take(JsonNode answer);

  /// Answers a call.
  abstract void answer(String id, String name, String result, boolean failed);

  void answerAll() {
    for (String[] call : open) {
      answer(
          call[0],
          call[1],
          random.nextInt(9) == 0 ? "" : "result of " + call[0],
          random.nextInt(6) == 0);
    }
    open.clear();
  }

  /// Names as long as the client's own API takes them.
  List<String> names() {
    return List.of(
        "look", "mcp__server__" + "x".repeat(48) + "_a", "mcp__server__" + "x".repeat(48) + "_b");
  }

  ObjectNode function(String name) {
    ObjectNode tool = MAPPER.createObjectNode().put("name", name).put("description", "Looks.");
    tool.set("parameters", MAPPER.readTree(SCHEMA));
    return tool;
  }

  private static final class Chat extends Talker {
    Chat(Random random) {
      super(random);
      history.addObject().put("role", "system").put("content", "Be kind.");
    }

    @Override
    String path() {
      return "/v1/chat/completions";
    }

    @Override
    ObjectNode body() {
      ObjectNode body = MAPPER.createObjectNode().put("model", "any");
      body.set("messages", history.deepCopy());
      ArrayNode tools = body.putArray("tools");
      names()
          .forEach(
              name -> tools.addObject().put("type", "function").set("function", function(name)));
      if (random.nextBoolean()) {
        body.put("reasoning_effort", "medium");
      }
      return body;
    }

    @Override
    void ask(String text, boolean picture, boolean paper) {
      ObjectNode message = history.addObject().put("role", "user");
      if (!picture && !paper) {
        message.put("content", text);
        return;
      }
      ArrayNode parts = message.putArray("content");
      parts.addObject().put("type", "text").put("text", text);
      if (picture) {
        parts
            .addObject()
            .put("type", "image_url")
            .putObject("image_url")
            .put("url", "data:image/png;base64," + PICTURE);
      }
      if (paper) {
        parts
            .addObject()
            .put("type", "file")
            .putObject("file")
            .put("filename", "a.pdf")
            .put("file_data", "data:application/pdf;base64," + PAPER);
      }
    }

    @Override
    void take(JsonNode answer) {
      ObjectNode message = (ObjectNode) answer.at("/choices/0/message").deepCopy();
      for (JsonNode call : message.path("tool_calls")) {
        open.add(new String[] {call.path("id").asString(), call.at("/function/name").asString()});
        if (forgetful) {
          ((ObjectNode) call).remove("extra_content");
        }
      }
      if (forgetful) {
        message.remove(List.of("reasoning_content", "annotations", "refusal", "reasoning_details"));
      }
      history.add(message);
    }

    @Override
    void answer(String id, String name, String result, boolean failed) {
      history.addObject().put("role", "tool").put("tool_call_id", id).put("content", result);
    }
  }

  private static final class Messages extends Talker {
    private final boolean thinks = random.nextBoolean();

    Messages(Random random) {
      super(random);
    }

    @Override
    List<String> names() {
      return List.of("look", "x".repeat(120) + "_aaaaaa", "x".repeat(120) + "_aaaaab");
    }

    @Override
    String path() {
      return "/v1/messages";
    }

    @Override
    ObjectNode body() {
      ObjectNode body = MAPPER.createObjectNode().put("model", "any").put("max_tokens", 32_000);
      body.put("system", "Be kind.").set("messages", history.deepCopy());
      ArrayNode tools = body.putArray("tools");
      for (String name : names()) {
        ObjectNode tool = function(name);
        tool.set("input_schema", tool.remove("parameters"));
        tools.add(tool);
      }
      if (thinks) {
        body.putObject("thinking").put("type", "enabled").put("budget_tokens", 4000);
      }
      return body;
    }

    @Override
    void ask(String text, boolean picture, boolean paper) {
      ArrayNode blocks = user();
      if (paper) {
        blocks
            .addObject()
            .put("type", "document")
            .putObject("source")
            .put("type", "base64")
            .put("media_type", "application/pdf")
            .put("data", PAPER);
      }
      blocks.addObject().put("type", "text").put("text", text);
      if (picture) {
        picture(blocks);
      }
    }

    private static void picture(ArrayNode blocks) {
      blocks
          .addObject()
          .put("type", "image")
          .putObject("source")
          .put("type", "base64")
          .put("media_type", "image/png")
          .put("data", PICTURE);
    }

    private ArrayNode user() {
      JsonNode last = history.path(history.size() - 1);
      return last.path("role").asString("").equals("user")
          ? (ArrayNode) last.path("content")
          : history.addObject().put("role", "user").putArray("content");
    }

    @Override
    void take(JsonNode answer) {
      ArrayNode blocks = history.addObject().put("role", "assistant").putArray("content");
      for (JsonNode block : answer.path("content")) {
        String type = block.path("type").asString();
        if (type.equals("tool_use")) {
          open.add(new String[] {block.path("id").asString(), block.path("name").asString()});
        }
        if (!forgetful || !type.endsWith("thinking")) {
          blocks.add(block);
        }
      }
    }

    @Override
    void answer(String id, String name, String result, boolean failed) {
      ObjectNode block = user().addObject().put("type", "tool_result").put("tool_use_id", id);
      if (random.nextInt(5) == 0) {
        ArrayNode content = block.putArray("content");
        content.addObject().put("type", "text").put("text", "seen");
        picture(content);
      } else if (!result.isEmpty()) {
        block.put("content", result);
      }
      if (failed) {
        block.put("is_error", true);
      }
    }
  }

  /// One that says all each time, one that names the answer before, as OpenAI's SDKs do, or one
  /// that names the items of answers, as the AI SDK does.
  private static final class Responses extends Talker {
    private enum Names {
      NOTHING,
      ANSWERS,
      ITEMS
    }

    private final Names names = Names.values()[random.nextInt(3)];
    private String last = "";

    Responses(Random random) {
      super(random);
    }

    private ArrayNode input() {
      ArrayNode all = history.deepCopy();
      if (names == Names.ITEMS) {
        for (int i = 0; i < all.size(); i++) {
          String id = all.path(i).path("id").asString("");
          if (!id.isEmpty()) {
            all.set(i, MAPPER.createObjectNode().put("type", "item_reference").put("id", id));
          }
        }
      }
      return all;
    }

    @Override
    String path() {
      return "/v1/responses";
    }

    @Override
    ObjectNode body() {
      ObjectNode body = MAPPER.createObjectNode().put("model", "any");
      body.put("instructions", "Be kind.").set("input", input());
      if (names == Names.NOTHING) {
        body.put("store", false).putArray("include").add("reasoning.encrypted_content");
      }
      if (!last.isEmpty()) {
        body.put("previous_response_id", last);
      }
      ArrayNode tools = body.putArray("tools");
      names()
          .forEach(name -> tools.add(function(name).put("type", "function").put("strict", false)));
      if (random.nextBoolean()) {
        body.putObject("reasoning").put("effort", "medium").put("summary", "auto");
      }
      return body;
    }

    @Override
    void ask(String text, boolean picture, boolean paper) {
      ArrayNode parts =
          history.addObject().put("type", "message").put("role", "user").putArray("content");
      parts.addObject().put("type", "input_text").put("text", text);
      if (picture) {
        parts
            .addObject()
            .put("type", "input_image")
            .put("detail", "auto")
            .put("image_url", "data:image/png;base64," + PICTURE);
      }
      if (paper) {
        parts
            .addObject()
            .put("type", "input_file")
            .put("filename", "a.pdf")
            .put("file_data", "data:application/pdf;base64," + PAPER);
      }
    }

    @Override
    void take(JsonNode answer) {
      if (names == Names.ANSWERS) {
        last = answer.path("id").asString();
        history.removeAll();
      }
      for (JsonNode item : answer.path("output")) {
        String type = item.path("type").asString();
        if (type.equals("function_call")) {
          open.add(new String[] {item.path("call_id").asString(), item.path("name").asString()});
        }
        boolean kept = names != Names.NOTHING || !forgetful || !type.equals("reasoning");
        if (names != Names.ANSWERS && kept) {
          history.add(item);
        }
      }
    }

    @Override
    void answer(String id, String name, String result, boolean failed) {
      history
          .addObject()
          .put("type", "function_call_output")
          .put("call_id", id)
          .put("output", result);
    }
  }

  private static final class Generate extends Talker {
    /// Older clients know calls by their names alone.
    private final boolean nameless = random.nextInt(3) == 0;

    Generate(Random random) {
      super(random);
    }

    @Override
    List<String> names() {
      return List.of("look", "server.tool:" + "x".repeat(50), "_look-it_up");
    }

    @Override
    String path() {
      return "/v1beta/models/any:generateContent";
    }

    @Override
    ObjectNode body() {
      ObjectNode body = MAPPER.createObjectNode();
      body.set("contents", history.deepCopy());
      body.putObject("systemInstruction").putArray("parts").addObject().put("text", "Be kind.");
      ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
      names().forEach(name -> functions.add(function(name)));
      if (random.nextBoolean()) {
        body.putObject("generationConfig").putObject("thinkingConfig").put("includeThoughts", true);
      }
      return body;
    }

    private ArrayNode user() {
      JsonNode last = history.path(history.size() - 1);
      return last.path("role").asString("").equals("user")
          ? (ArrayNode) last.path("parts")
          : history.addObject().put("role", "user").putArray("parts");
    }

    @Override
    void ask(String text, boolean picture, boolean paper) {
      ArrayNode parts = history.addObject().put("role", "user").putArray("parts");
      parts.addObject().put("text", text);
      if (picture) {
        parts.addObject().putObject("inlineData").put("mimeType", "image/png").put("data", PICTURE);
      }
      if (paper) {
        parts
            .addObject()
            .putObject("inlineData")
            .put("mimeType", "application/pdf")
            .put("data", PAPER);
      }
    }

    @Override
    void take(JsonNode answer) {
      ObjectNode content = (ObjectNode) answer.at("/candidates/0/content").deepCopy();
      for (JsonNode part : content.path("parts")) {
        if (part.has("functionCall")) {
          ObjectNode call = (ObjectNode) part.path("functionCall");
          open.add(
              new String[] {
                nameless ? "" : call.path("id").asString(""), call.path("name").asString()
              });
          if (nameless) {
            call.remove("id");
          }
        }
        if (forgetful) {
          ((ObjectNode) part).remove("thoughtSignature");
        }
      }
      history.add(content);
    }

    @Override
    void answer(String id, String name, String result, boolean failed) {
      ObjectNode response = user().addObject().putObject("functionResponse").put("name", name);
      if (!id.isEmpty()) {
        response.put("id", id);
      }
      response.putObject("response").put(failed ? "error" : "output", result);
    }
  }

  private static final class Ollama extends Talker {
    private final boolean nameless = random.nextBoolean();

    Ollama(Random random) {
      super(random);
      history.addObject().put("role", "system").put("content", "Be kind.");
    }

    @Override
    String path() {
      return "/api/chat";
    }

    @Override
    ObjectNode body() {
      ObjectNode body = MAPPER.createObjectNode().put("model", "any").put("stream", false);
      body.set("messages", history.deepCopy());
      ArrayNode tools = body.putArray("tools");
      names()
          .forEach(
              name -> tools.addObject().put("type", "function").set("function", function(name)));
      if (random.nextBoolean()) {
        body.put("think", true);
      }
      return body;
    }

    @Override
    void ask(String text, boolean picture, boolean paper) {
      ObjectNode message = history.addObject().put("role", "user").put("content", text);
      if (picture) {
        message.putArray("images").add(PICTURE);
      }
    }

    @Override
    void take(JsonNode answer) {
      ObjectNode message = (ObjectNode) answer.path("message").deepCopy();
      for (JsonNode call : message.path("tool_calls")) {
        open.add(
            new String[] {
              nameless ? "" : call.path("id").asString(""), call.at("/function/name").asString()
            });
        if (nameless) {
          ((ObjectNode) call).remove("id");
        }
      }
      if (forgetful) {
        message.remove("thinking");
      }
      history.add(message);
    }

    @Override
    void answer(String id, String name, String result, boolean failed) {
      ObjectNode message =
          history.addObject().put("role", "tool").put("content", result).put("tool_name", name);
      if (!id.isEmpty()) {
        message.put("tool_call_id", id);
      }
    }
  }
}
