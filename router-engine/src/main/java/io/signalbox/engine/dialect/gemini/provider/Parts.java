package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.Attachment;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.Picture;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Parts of a message as parts of a content. Remembers the names of calls, because results are
/// given by name.
final class Parts {
  private static final Map<String, String> TYPES =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "webp", "image/webp",
          "gif", "image/gif",
          "heic", "image/heic");

  private final List<String> losses;
  private final Map<String, String> names = new HashMap<>();

  Parts(List<String> losses) {
    this.losses = losses;
  }

  List<ObjectNode> of(Part part) {
    return node(part).stream().toList();
  }

  private Optional<ObjectNode> node(Part part) {
    return switch (part) {
      case Part.Text text -> text(text.text());
      case Part.Refusal refusal -> text(refusal.text());
      case Part.Image image -> image(image);
      case Part.ToolCall call -> Optional.of(call(call));
      case Part.ToolResult result -> Optional.of(result(result));
      case Part.Reasoning reasoning -> {
        losses.add("Thinking of an earlier turn was left out: Gemini does not accept it as text.");
        yield Optional.empty();
      }
      case Part.CacheMark mark -> Optional.empty();
      case Part.Foreign foreign -> foreign(foreign);
    };
  }

  boolean isSignature(Part.Foreign foreign) {
    return foreign.dialect().equals(GeminiApi.ID) && foreign.kind().equals(GeminiApi.SIGNATURE);
  }

  ObjectNode call(Part.ToolCall call) {
    names.put(call.id(), call.name());
    String arguments = call.arguments().isBlank() ? "{}" : call.arguments();
    ObjectNode args =
        JsonTree.readObject(arguments)
            .orElseGet(() -> {
              losses.add(
                  "The arguments of " + call.name() + " are not a JSON object: sent as text.");
              return JsonTree.object().put("arguments", arguments);
            });
    ObjectNode node = JsonTree.object();
    node.putObject("functionCall").put("name", call.name()).set("args", args);
    return node;
  }

  /// A result must be an object; what is none goes under the names that the provider gives them.
  ObjectNode result(Part.ToolResult result) {
    String name = names.getOrDefault(result.callId(), "");
    if (name.isEmpty()) {
      losses.add("A tool result has no call in the conversation: sent under its id.");
      name = result.callId();
    }
    String text =
        result.content().stream()
            .filter(Part.Text.class::isInstance)
            .map(part -> ((Part.Text) part).text())
            .collect(Collectors.joining("\n"));
    ObjectNode response =
        result.error()
            ? JsonTree.object().put("error", text)
            : JsonTree.readObject(text).orElseGet(() -> JsonTree.object().put("output", text));
    ObjectNode node = JsonTree.object();
    node.putObject("functionResponse").put("name", name).set("response", response);
    return node;
  }

  /// What a result holds besides text, as parts of their own.
  List<ObjectNode> pictures(Part.ToolResult result) {
    return result.content().stream()
        .filter(part -> !(part instanceof Part.Text))
        .flatMap(part -> of(part).stream())
        .toList();
  }

  private static Optional<ObjectNode> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(JsonTree.object().put("text", text));
  }

  private Optional<ObjectNode> image(Part.Image image) {
    String url = image.url();
    ObjectNode node = JsonTree.object();
    Optional<Picture> picture = Picture.of(url);
    if (picture.isPresent()) {
      node.putObject("inlineData")
          .put("mimeType", picture.get().type())
          .put("data", picture.get().base64());
      return Optional.of(node);
    }
    if (url.startsWith("https:") || url.startsWith("gs:")) {
      ObjectNode file = node.putObject("fileData").put("fileUri", url);
      type(url).ifPresent(type -> file.put("mimeType", type));
      return Optional.of(node);
    }
    losses.add("An image is neither an https URL nor base64 data: words stand in its place.");
    return Optional.of(node.put("text", Picture.absence("")));
  }

  private static Optional<String> type(String url) {
    String path = url.replaceFirst("[?#].*$", "");
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(TYPES.get(ending));
  }

  private Optional<ObjectNode> foreign(Part.Foreign foreign) {
    if (foreign.dialect().equals(GeminiApi.ID)) {
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

  /// Source: the provider's pages on documents, sound and video, read 2026-11.
  private static boolean isRead(Attachment attachment) {
    String type = attachment.type();
    boolean reached = attachment.base64().isPresent() || attachment.url().isPresent();
    return reached
        && (type.equals("application/pdf")
            || type.startsWith("audio/")
            || type.startsWith("video/"));
  }

  private Optional<ObjectNode> attachment(Attachment attachment) {
    if (attachment.words().isPresent()) {
      return text(attachment.words().get());
    } else if (!isRead(attachment)) {
      losses.add(attachment.loss());
      return text(attachment.absence());
    }
    ObjectNode node = JsonTree.object();
    attachment
        .base64()
        .ifPresentOrElse(
            data ->
                node.putObject("inlineData").put("mimeType", attachment.type()).put("data", data),
            () ->
                node.putObject("fileData")
                    .put("fileUri", attachment.url().orElse(""))
                    .put("mimeType", attachment.type()));
    return Optional.of(node);
  }
}
