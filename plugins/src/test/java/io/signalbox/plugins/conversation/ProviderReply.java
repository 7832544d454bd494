package io.signalbox.plugins.conversation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a step as the answer of a provider, with ids and signatures as it makes them.
final class ProviderReply {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz0123456789";

  /// Each signature that was given, and by whom.
  final Map<String, String> signatures = new HashMap<>();

  private final Random random;

  ProviderReply(Random random) {
    this.random = random;
  }

  /// @param preset the provider's id
  /// @param path where it was called
  /// @param names the tools that it was offered
  String of(String preset, String path, List<String> names, Step step) {
    Step fit =
        names.isEmpty() && !step.calls().isEmpty()
            ? new Step(step.thought(), step.signed(), "No tools.", List.of())
            : step;
    return switch (preset) {
      case "anthropic" -> messages(names, fit);
      case "gemini" -> generate(names, fit);
      case "bedrock" -> converse(names, fit);
      case "cohere" -> cohere(names, fit);
      case "openai" ->
          path.endsWith("/responses") ? responses(names, fit) : chat(preset, names, fit);
      default -> chat(preset, names, fit);
    };
  }

  private String signature(String preset) {
    byte[] text = (preset + " " + random.nextLong()).getBytes(StandardCharsets.UTF_8);
    String signature = Base64.getEncoder().encodeToString(text);
    signatures.put(signature, preset);
    return signature;
  }

  private String letters(String before, int count) {
    var text = new StringBuilder(before);
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private String name(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private String chat(String preset, List<String> names, Step step) {
    ObjectNode message = MAPPER.createObjectNode().put("role", "assistant");
    message.put("content", step.text().isEmpty() ? null : step.text());
    if (!step.thought().isEmpty() && !preset.equals("openai") && !preset.equals("mistral")) {
      message.put("reasoning_content", step.thought());
    }
    ArrayNode calls = MAPPER.createArrayNode();
    for (String arguments : step.calls()) {
      String id =
          switch (preset) {
            case "mistral" -> letters("", 9);
            case "vllm" -> "chatcmpl-tool-" + letters("", 32);
            case "deepseek" -> letters("call_00_", 24);
            default -> letters("call_", 24);
          };
      ObjectNode call = calls.addObject().put("id", id).put("type", "function");
      call.putObject("function").put("name", name(names)).put("arguments", arguments);
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    ObjectNode body = MAPPER.createObjectNode().put("id", "c").put("object", "chat.completion");
    ObjectNode choice = body.put("created", 1).put("model", "m").putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", calls.isEmpty() ? "stop" : "tool_calls");
    choice.set("message", message);
    body.putObject("usage")
        .put("prompt_tokens", 900)
        .put("completion_tokens", 50)
        .put("total_tokens", 950);
    return body.toString();
  }

  private String responses(List<String> names, Step step) {
    ObjectNode body = MAPPER.createObjectNode().put("id", letters("resp_", 30));
    body.put("object", "response")
        .put("created_at", 1)
        .put("status", "completed")
        .put("model", "m");
    ArrayNode output = body.putArray("output");
    if (!step.thought().isEmpty()) {
      ObjectNode item = output.addObject().put("type", "reasoning").put("id", letters("rs_", 30));
      item.putArray("summary").addObject().put("type", "summary_text").put("text", step.thought());
      if (step.signed()) {
        item.put("encrypted_content", signature("openai"));
      }
    }
    if (!step.text().isEmpty()) {
      ObjectNode item = output.addObject().put("type", "message").put("id", letters("msg_", 30));
      ObjectNode part =
          item.put("role", "assistant")
              .put("status", "completed")
              .putArray("content")
              .addObject()
              .put("type", "output_text")
              .put("text", step.text());
      part.putArray("annotations");
      part.putArray("logprobs");
    }
    for (String arguments : step.calls()) {
      output
          .addObject()
          .put("type", "function_call")
          .put("id", letters("fc_", 30))
          .put("status", "completed")
          .put("call_id", letters("call_", 24))
          .put("name", name(names))
          .put("arguments", arguments);
    }
    body.putObject("usage")
        .put("input_tokens", 900)
        .put("output_tokens", 50)
        .put("total_tokens", 950);
    return body.toString();
  }

  private String messages(List<String> names, Step step) {
    ObjectNode body = MAPPER.createObjectNode().put("id", letters("msg_", 22));
    body.put("type", "message").put("role", "assistant").put("model", "m");
    ArrayNode blocks = body.putArray("content");
    if (!step.thought().isEmpty() && step.signed()) {
      blocks
          .addObject()
          .put("type", "thinking")
          .put("thinking", step.thought())
          .put("signature", signature("anthropic"));
    } else if (!step.thought().isEmpty()) {
      blocks.addObject().put("type", "redacted_thinking").put("data", signature("anthropic"));
    }
    if (!step.text().isEmpty()) {
      blocks.addObject().put("type", "text").put("text", step.text());
    }
    for (String arguments : step.calls()) {
      blocks
          .addObject()
          .put("type", "tool_use")
          .put("id", letters("toolu_01", 22))
          .put("name", name(names))
          .set("input", MAPPER.readTree(arguments));
    }
    body.put("stop_reason", step.calls().isEmpty() ? "end_turn" : "tool_use");
    body.putObject("usage").put("input_tokens", 900).put("output_tokens", 50);
    return body.toString();
  }

  private String generate(List<String> names, Step step) {
    ObjectNode body = MAPPER.createObjectNode();
    ObjectNode candidate = body.putArray("candidates").addObject();
    ArrayNode parts = candidate.putObject("content").put("role", "model").putArray("parts");
    if (!step.thought().isEmpty()) {
      parts.addObject().put("text", step.thought()).put("thought", true);
    }
    if (!step.text().isEmpty()) {
      ObjectNode part = parts.addObject().put("text", step.text());
      if (step.calls().isEmpty() && step.signed()) {
        part.put("thoughtSignature", signature("gemini"));
      }
    }
    boolean named = random.nextBoolean();
    boolean first = true;
    for (String arguments : step.calls()) {
      ObjectNode part = parts.addObject();
      ObjectNode call = part.putObject("functionCall").put("name", name(names));
      if (named) {
        call.put("id", letters("", 8));
      }
      call.set("args", MAPPER.readTree(arguments));
      if (first) {
        part.put("thoughtSignature", signature("gemini"));
      }
      first = false;
    }
    candidate.put("finishReason", "STOP").put("index", 0);
    body.putObject("usageMetadata")
        .put("promptTokenCount", 900)
        .put("candidatesTokenCount", 50)
        .put("totalTokenCount", 950);
    return body.put("responseId", letters("", 20)).toString();
  }

  private String converse(List<String> names, Step step) {
    ArrayNode blocks = MAPPER.createArrayNode();
    if (!step.thought().isEmpty()) {
      ObjectNode text = blocks.addObject().putObject("reasoningContent").putObject("reasoningText");
      text.put("text", step.thought()).put("signature", signature("bedrock"));
    }
    if (!step.text().isEmpty()) {
      blocks.addObject().put("text", step.text());
    }
    for (String arguments : step.calls()) {
      blocks
          .addObject()
          .putObject("toolUse")
          .put("toolUseId", letters("tooluse_", 22))
          .put("name", name(names))
          .set("input", MAPPER.readTree(arguments));
    }
    ObjectNode body = MAPPER.createObjectNode();
    body.putObject("output").putObject("message").put("role", "assistant").set("content", blocks);
    body.put("stopReason", step.calls().isEmpty() ? "end_turn" : "tool_use");
    body.putObject("usage").put("inputTokens", 900).put("outputTokens", 50).put("totalTokens", 950);
    return body.toString();
  }

  private String cohere(List<String> names, Step step) {
    ObjectNode body = MAPPER.createObjectNode().put("id", letters("", 20));
    ObjectNode message = body.putObject("message").put("role", "assistant");
    if (!step.text().isEmpty()) {
      message.putArray("content").addObject().put("type", "text").put("text", step.text());
    }
    if (!step.calls().isEmpty()) {
      message.put("tool_plan", step.thought());
      ArrayNode calls = message.putArray("tool_calls");
      for (String arguments : step.calls()) {
        String name = name(names);
        ObjectNode call =
            calls.addObject().put("id", letters(name + "_", 12)).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", arguments);
      }
    }
    body.put("finish_reason", step.calls().isEmpty() ? "COMPLETE" : "TOOL_CALL");
    body.putObject("usage")
        .putObject("billed_units")
        .put("input_tokens", 900)
        .put("output_tokens", 50);
    return body.toString();
  }

  /// The names of the tools that a body offers, in whichever dialect.
  static List<String> tools(JsonNode body) {
    var names = new ArrayList<String>();
    for (JsonNode tool : body.path("tools")) {
      tool.path("functionDeclarations").forEach(each -> names.add(each.path("name").asString()));
      String name = tool.at("/function/name").asString(tool.path("name").asString(""));
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    for (JsonNode tool : body.at("/toolConfig/tools")) {
      names.add(tool.at("/toolSpec/name").asString());
    }
    return names;
  }
}
