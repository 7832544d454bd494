package io.signalbox.engine.dialect.cohere;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.Attachment;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.Seal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A conversation as `messages`. The results of tools are messages of their own, and the thinking
/// that led to calls is their plan.
///
/// @param losses what could not be carried over
record Messages(List<String> losses) {
  void write(List<Message> messages, ArrayNode array) {
    for (Message message : messages) {
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> writeText("system", message, array);
        case USER -> writeUser(message, array);
        case ASSISTANT -> writeAssistant(message, array);
        case TOOL -> writeResults(message, array);
      }
    }
  }

  private void writeText(String role, Message message, ArrayNode array) {
    message.parts().stream().filter(Messages::isNoText).forEach(this::lost);
    if (!message.text().isBlank()) {
      array.addObject().put("role", role).put("content", message.text());
    }
  }

  private static boolean isNoText(Part part) {
    return !(part instanceof Part.Text || part instanceof Part.CacheMark);
  }

  /// Results may stand in a turn of the user, as in Anthropic's dialect.
  private void writeUser(Message message, ArrayNode array) {
    writeResults(message, array);
    var parts = new ArrayList<ObjectNode>();
    for (Part part : message.parts()) {
      if (!(part instanceof Part.ToolResult)) {
        content(part).ifPresent(parts::add);
      }
    }
    if (parts.stream().allMatch(part -> part.has("text"))) {
      writeText(parts, array);
    } else {
      parts.forEach(array.addObject().put("role", "user").putArray("content")::add);
    }
  }

  private static void writeText(List<ObjectNode> parts, ArrayNode array) {
    String text =
        parts.stream().map(part -> JsonTree.text(part, "text")).collect(Collectors.joining("\n"));
    if (!text.isBlank()) {
      array.addObject().put("role", "user").put("content", text);
    }
  }

  private Optional<ObjectNode> content(Part part) {
    return switch (part) {
      case Part.Text text -> text(text.text());
      case Part.Refusal refusal -> text(refusal.text());
      case Part.Image image -> Optional.of(image(image));
      case Part.ToolCall call -> lost(part);
      case Part.ToolResult result -> lost(part);
      case Part.Reasoning reasoning -> lost(part);
      case Part.CacheMark mark -> Optional.empty();
      case Part.Foreign foreign -> foreign(foreign);
    };
  }

  private static Optional<ObjectNode> text(String text) {
    return text.isBlank()
        ? Optional.empty()
        : Optional.of(JsonTree.object().put("type", "text").put("text", text));
  }

  private static ObjectNode image(Part.Image image) {
    ObjectNode node = JsonTree.object().put("type", "image_url");
    ObjectNode inner = node.putObject("image_url").put("url", image.url());
    image.detail().ifPresent(detail -> inner.put("detail", detail));
    return node;
  }

  private Optional<ObjectNode> lost(Part part) {
    String kind =
        part instanceof Part.Foreign foreign
            ? foreign.kind()
            : part.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    losses.add("Cohere does not support parts of type `" + kind + "` here: left out.");
    return Optional.empty();
  }

  private Optional<ObjectNode> foreign(Part.Foreign foreign) {
    if (Seal.isSignature(foreign)) {
      return Optional.empty();
    }
    Optional<Attachment> attachment = Attachment.of(foreign);
    return attachment.isPresent() ? text(words(attachment.get())) : lost(foreign);
  }

  private String words(Attachment attachment) {
    return attachment
        .words()
        .orElseGet(() -> {
          losses.add(attachment.loss());
          return attachment.absence();
        });
  }

  private void writeAssistant(Message message, ArrayNode array) {
    ObjectNode node = JsonTree.object().put("role", "assistant");
    ArrayNode calls = JsonTree.array();
    var plan = new StringBuilder();
    var said = new ArrayList<String>();
    for (Part part : message.parts()) {
      switch (part) {
        case Part.Text text -> said.add(text.text());
        case Part.Refusal refusal -> said.add(refusal.text());
        case Part.ToolCall call -> call(call, calls.addObject());
        case Part.Reasoning reasoning -> plan.append(reasoning.text());
        case Part.Image image -> lost(part);
        case Part.ToolResult result -> lost(part);
        case Part.CacheMark mark -> {}
        case Part.Foreign foreign -> {
          if (!Seal.isSignature(foreign)) {
            lost(part);
          }
        }
      }
    }
    writeAnswer(node, String.join("\n", said), plan.toString(), calls);
    if (node.size() > 1) {
      array.add(node);
    }
  }

  private void writeAnswer(ObjectNode node, String said, String plan, ArrayNode calls) {
    if (!said.isBlank()) {
      node.put("content", said);
    }
    if (!calls.isEmpty()) {
      node.set("tool_calls", calls);
    }
    if (!plan.isBlank() && !calls.isEmpty()) {
      node.put("tool_plan", plan);
    } else if (!plan.isBlank()) {
      losses.add("Thinking of an earlier answer was left out: Cohere takes it with calls only.");
    }
  }

  private static void call(Part.ToolCall call, ObjectNode node) {
    node.put("id", call.id()).put("type", "function");
    node.putObject("function")
        .put("name", call.name())
        .put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
  }

  private void writeResults(Message message, ArrayNode array) {
    for (Part part : message.parts()) {
      if (part instanceof Part.ToolResult result) {
        array
            .addObject()
            .put("role", "tool")
            .put("tool_call_id", result.callId())
            .put("content", words(result));
      }
    }
  }

  private String words(Part.ToolResult result) {
    var texts = new ArrayList<String>();
    for (Part part : result.content()) {
      if (part instanceof Part.Text text) {
        texts.add(text.text());
      } else if (Attachment.of(part).isPresent()) {
        texts.add(words(Attachment.of(part).get()));
      } else if (isNoText(part)) {
        lost(part);
      }
    }
    String text = String.join("\n", texts);
    return result.error() ? "Error: " + text : text;
  }
}
