package io.signalbox.engine.cli.prove;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What a model is asked, without the words of a dialect, so that two calls can be compared.
///
/// @param model the provider's name of it
/// @param texts of the system prompt and the messages
/// @param tools their names
/// @param temperature empty if none is set; some gateways set one where nobody does
record SentText(String model, List<String> texts, List<String> tools, String temperature) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Pattern GEMINI = Pattern.compile("models/([^:?]+)");

  SentText {
    texts = List.copyOf(texts);
    tools = List.copyOf(tools);
  }

  /// @param path what the call was sent to
  static SentText of(String path, String body) {
    try {
      JsonNode root = JSON.readTree(body);
      var texts = new ArrayList<String>();
      for (String member : List.of("system", "systemInstruction", "system_instruction")) {
        collect(root.get(member), texts);
      }
      for (String member : List.of("messages", "contents")) {
        if (root.get(member) != null) {
          root.get(member).forEach(each -> collect(each, texts));
        }
      }
      var tools = new ArrayList<String>();
      if (root.get("tools") != null) {
        root.get("tools").findValuesAsString("name").forEach(tools::add);
      }
      JsonNode heat = root.findValue("temperature");
      return new SentText(
          model(path, root), texts, tools, heat == null ? "" : "" + heat.asDouble());
    } catch (JacksonException e) {
      return new SentText("", List.of(body), List.of(), "");
    }
  }

  private static String model(String path, JsonNode root) {
    Matcher gemini = GEMINI.matcher(path);
    if (gemini.find()) {
      return URLDecoder.decode(gemini.group(1), StandardCharsets.UTF_8);
    }
    JsonNode model = root.get("model");
    return model == null ? "" : model.asString();
  }

  /// A text, or those below `content`, `parts` and `text`.
  private static void collect(
      @org.jspecify.annotations.Nullable JsonNode node, List<String> texts) {
    if (node == null) {
      return;
    }
    if (node.isString()) {
      texts.add(node.asString().strip());
    } else if (node.isArray()) {
      node.forEach(each -> collect(each, texts));
    } else {
      collect(node.get("content"), texts);
      collect(node.get("parts"), texts);
      collect(node.get("text"), texts);
    }
  }

  /// What is different of another call, for people; empty if nothing is.
  String unlike(SentText other) {
    var all = new ArrayList<String>();
    if (!model.equals(other.model)) {
      all.add("model " + model + " and " + other.model);
    }
    if (!String.join("\n", texts).equals(String.join("\n", other.texts))) {
      all.add("texts");
    }
    if (!tools.equals(other.tools)) {
      all.add("tools " + tools + " and " + other.tools);
    }
    if (!temperature.isEmpty() && !temperature.equals(other.temperature)) {
      all.add("temperature " + temperature + " and " + other.temperature);
    }
    return String.join(", ", all);
  }
}
