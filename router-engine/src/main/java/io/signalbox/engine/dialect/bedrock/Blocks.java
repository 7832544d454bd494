package io.signalbox.engine.dialect.bedrock;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.Picture;
import io.signalbox.engine.dialect.SealedThinking;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Parts of a message as content blocks. White space alone is no block: the provider refuses it.
final class Blocks {
  static final String CACHE_POINT = "cachePoint";

  private static final Map<String, String> PICTURES =
      Map.of("image/png", "png", "image/jpeg", "jpeg", "image/gif", "gif", "image/webp", "webp");

  private final List<String> losses;
  private final Documents documents;

  Blocks(List<String> losses) {
    this.losses = losses;
    this.documents = new Documents(losses);
  }

  /// The conversation is cached up to here.
  static ObjectNode cachePoint(Part.CacheMark mark) {
    ObjectNode node = JsonTree.object();
    ObjectNode point = node.putObject(CACHE_POINT).put("type", "default");
    if (mark.isOfHour()) {
      point.put("ttl", "1h");
    }
    return node;
  }

  Optional<ObjectNode> of(Part part) {
    return switch (part) {
      case Part.Text text -> text(text.text());
      case Part.Refusal refusal -> text(refusal.text());
      case Part.Image image -> image(image);
      case Part.ToolCall call -> Optional.of(call(call));
      case Part.ToolResult result -> Optional.of(result(result));
      case Part.Reasoning reasoning -> reasoning(reasoning);
      case Part.CacheMark mark -> Optional.empty();
      case Part.Foreign foreign -> documents.of(foreign);
    };
  }

  private static Optional<ObjectNode> text(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(Turns.text(text));
  }

  private Optional<ObjectNode> image(Part.Image image) {
    Optional<Picture> data = Picture.of(image.url());
    Optional<String> format = data.flatMap(each -> Optional.ofNullable(PICTURES.get(each.type())));
    if (format.isEmpty()) {
      losses.add(
          "Bedrock supports images only as base64 of PNG, JPEG, GIF or WebP: words stand in the"
              + " place of another.");
      return text(Picture.absence(data.map(Picture::type).orElse("")));
    }
    ObjectNode node = JsonTree.object();
    node.putObject("image")
        .put("format", format.get())
        .putObject("source")
        .put("bytes", data.orElseThrow().base64());
    return Optional.of(node);
  }

  private ObjectNode call(Part.ToolCall call) {
    String arguments = call.arguments().isBlank() ? "{}" : call.arguments();
    ObjectNode input =
        JsonTree.readObject(arguments)
            .orElseGet(() -> {
              losses.add(
                  "The arguments of " + call.name() + " are not a JSON object: sent as text.");
              return JsonTree.object().put("arguments", arguments);
            });
    ObjectNode node = JsonTree.object();
    node.putObject("toolUse")
        .put("toolUseId", id(call.id()))
        .put("name", call.name())
        .set("input", input);
    return node;
  }

  /// Of letters, digits, `_` and `-`.
  private static String id(String id) {
    String plain = id.replaceAll("[^A-Za-z0-9_-]", "_");
    return plain.length() <= 64 ? plain : plain.substring(plain.length() - 64);
  }

  private ObjectNode result(Part.ToolResult result) {
    ObjectNode node = JsonTree.object();
    ObjectNode inner = node.putObject("toolResult").put("toolUseId", id(result.callId()));
    ArrayNode content = inner.putArray("content");
    result.content().stream().flatMap(part -> of(part).stream()).forEach(content::add);
    if (result.error()) {
      inner.put("status", "error");
    }
    return node;
  }

  /// The provider takes thinking back only with what it added to it.
  private Optional<ObjectNode> reasoning(Part.Reasoning reasoning) {
    ObjectNode node = JsonTree.object();
    ObjectNode content = node.putObject("reasoningContent");
    if (reasoning.redacted().isPresent()) {
      content.put("redactedContent", reasoning.redacted().get());
      return Optional.of(node);
    }
    if (SealedThinking.in(reasoning).isPresent()) {
      losses.add("Thinking of another model family was left out of the conversation.");
      return Optional.empty();
    }
    if (reasoning.signature().isEmpty()) {
      losses.add("Thinking without a signature was left out of the conversation.");
      return Optional.empty();
    }
    content
        .putObject("reasoningText")
        .put("text", reasoning.text())
        .put("signature", reasoning.signature().get());
    return Optional.of(node);
  }
}
