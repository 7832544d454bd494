package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Thinking as OpenRouter tells it and wants it back: a list of texts, summaries and encrypted data
/// (https://openrouter.ai/docs/use-cases/reasoning-tokens, read 2026-11). A stream brings it in
/// pieces, which are put together before they go back.
final class ReasoningDetails {
  static final String MEMBER = "reasoning_details";

  private static final List<String> GROWING = List.of("text", "summary", "data");

  private ReasoningDetails() {}

  /// Pieces of an answer as the member of a message.
  static Part part(String json) {
    return new Part.Foreign(OpenAiApi.ID, MessageList.MEMBER + MEMBER, json);
  }

  /// Whether a part is such a member.
  static boolean is(Part part) {
    return part instanceof Part.Foreign foreign
        && foreign.dialect().equals(OpenAiApi.ID)
        && foreign.kind().equals(MessageList.MEMBER + MEMBER);
  }

  /// All of these as one list.
  static String joined(List<Part.Foreign> parts) {
    ArrayNode all = JsonTree.array();
    parts.stream()
        .flatMap(part -> JsonTree.read(part.json()).stream())
        .filter(JsonNode::isArray)
        .forEach(list -> list.forEach(each -> add(all, each)));
    return all.toString();
  }

  private static void add(ArrayNode all, JsonNode piece) {
    Optional<ObjectNode> open = all.isEmpty() ? Optional.empty() : continued(all, piece);
    if (open.isPresent()) {
      grow(open.get(), (ObjectNode) piece);
    } else {
      all.add(piece.deepCopy());
    }
  }

  /// The last detail, if the piece goes on with it.
  private static Optional<ObjectNode> continued(ArrayNode all, JsonNode piece) {
    return all.get(all.size() - 1) instanceof ObjectNode last
            && piece instanceof ObjectNode
            && last.has("index")
            && last.path("index").equals(piece.path("index"))
            && last.path("type").equals(piece.path("type"))
        ? Optional.of(last)
        : Optional.empty();
  }

  private static void grow(ObjectNode detail, ObjectNode piece) {
    for (var member : piece.properties()) {
      String name = member.getKey();
      boolean grows = GROWING.contains(name) && detail.path(name).isString();
      if (grows && member.getValue().isString()) {
        detail.put(name, detail.path(name).asString() + member.getValue().asString());
      } else if (!member.getValue().isNull()) {
        detail.set(name, member.getValue());
      }
    }
  }
}
