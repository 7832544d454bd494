package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.Attachment;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.Picture;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.dialect.SealedThinking;
import io.signalbox.engine.dialect.anthropic.AnthropicApi;
import io.signalbox.engine.dialect.anthropic.CallIds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Parts of a message as content blocks. White space alone is no block: the provider refuses it.
final class Blocks {
  private static final Set<String> PICTURES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  private final List<String> losses;

  Blocks(List<String> losses) {
    this.losses = losses;
  }

  List<ObjectNode> of(Part part) {
    return block(part).stream().toList();
  }

  private Optional<ObjectNode> block(Part part) {
    return switch (part) {
      case Part.Text text -> text(text.text());
      case Part.Refusal refusal -> text(refusal.text());
      case Part.Image image -> image(image);
      case Part.ToolCall call -> Optional.of(call(call));
      case Part.ToolResult result -> Optional.of(result(result));
      case Part.Reasoning reasoning -> reasoning(reasoning);
      case Part.CacheMark mark -> Optional.empty();
      case Part.Foreign foreign -> foreign(foreign);
    };
  }

  /// The conversation is cached up to this block.
  static void mark(ObjectNode block, Part.CacheMark mark) {
    JsonTree.readObject(mark.json()).ifPresent(json -> block.set(CacheControl.MEMBER, json));
  }

  private static Optional<ObjectNode> text(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(typed("text").put("text", text));
  }

  private Optional<ObjectNode> image(Part.Image image) {
    ObjectNode node = typed("image");
    if (image.url().startsWith("https:")) {
      node.putObject("source").put("type", "url").put("url", image.url());
      return Optional.of(node);
    }
    Optional<Picture> picture = Picture.of(image.url());
    String type = picture.map(Picture::type).orElse("");
    if (!PICTURES.contains(type)) {
      losses.add(
          type.isEmpty()
              ? "An image is neither an https URL nor base64 data: words stand in its place."
              : "Anthropic reads no images of type " + type + ": words stand in its place.");
      return text(Picture.absence(type));
    }
    node.putObject("source")
        .put("type", "base64")
        .put("media_type", type)
        .put("data", picture.orElseThrow().base64());
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
    ObjectNode node = typed("tool_use").put("id", CallIds.of(call.id())).put("name", call.name());
    node.set("input", input);
    return node;
  }

  private ObjectNode result(Part.ToolResult result) {
    ObjectNode node = typed("tool_result").put("tool_use_id", CallIds.of(result.callId()));
    List<ObjectNode> content =
        result.content().stream().flatMap(part -> of(part).stream()).toList();
    if (content.size() == 1 && content.getFirst().has("text")) {
      node.set("content", content.getFirst().get("text"));
    } else if (!content.isEmpty()) {
      ArrayNode array = node.putArray("content");
      content.forEach(array::add);
    }
    if (result.error()) {
      node.put("is_error", true);
    }
    result.content().stream()
        .filter(Part.CacheMark.class::isInstance)
        .forEach(mark -> mark(node, (Part.CacheMark) mark));
    return node;
  }

  /// Whether it is thinking that is left out.
  static boolean isUnsigned(Part part) {
    return part instanceof Part.Reasoning thought
        && thought.redacted().isEmpty()
        && (thought.signature().isEmpty() || SealedThinking.in(thought).isPresent());
  }

  /// The provider takes thinking back only with what it added to it.
  private Optional<ObjectNode> reasoning(Part.Reasoning reasoning) {
    if (reasoning.redacted().isPresent()) {
      return Optional.of(
          typed("redacted_thinking").put("data", reasoning.redacted().orElseThrow()));
    }
    if (isUnsigned(reasoning)) {
      losses.add("Thinking without an Anthropic signature was left out of the conversation.");
      return Optional.empty();
    }
    return Optional.of(
        typed("thinking")
            .put("thinking", reasoning.text())
            .put("signature", reasoning.signature().orElseThrow()));
  }

  private Optional<ObjectNode> foreign(Part.Foreign foreign) {
    if (Seal.isSignature(foreign)) {
      return Optional.empty();
    }
    if (foreign.dialect().equals(AnthropicApi.ID)) {
      return JsonTree.readObject(foreign.json());
    }
    Optional<Attachment> attachment = Attachment.of(foreign);
    if (attachment.isPresent()) {
      return attachment(attachment.get());
    }
    losses.add(
        "Only "
            + foreign.dialect()
            + " supports parts of type `"
            + foreign.kind()
            + "`: left out.");
    return Optional.empty();
  }

  private static boolean isRead(Attachment attachment) {
    boolean reached = attachment.base64().isPresent() || attachment.webUrl().isPresent();
    return reached && attachment.type().equals("application/pdf");
  }

  private Optional<ObjectNode> attachment(Attachment attachment) {
    if (attachment.words().isPresent()) {
      return text(attachment.words().get());
    } else if (!isRead(attachment)) {
      losses.add(attachment.loss());
      return text(attachment.absence());
    }
    ObjectNode block = typed("document");
    ObjectNode source = block.putObject("source");
    attachment
        .base64()
        .ifPresentOrElse(
            data ->
                source.put("type", "base64").put("media_type", attachment.type()).put("data", data),
            () -> source.put("type", "url").put("url", attachment.webUrl().orElse("")));
    if (!attachment.name().isEmpty()) {
      block.put("title", attachment.name());
    }
    return Optional.of(block);
  }

  private static ObjectNode typed(String type) {
    return JsonTree.object().put("type", type);
  }
}
