package io.signalbox.engine.dialect.anthropic.provider;

import io.signalbox.engine.dialect.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a client wants cleared from the context before the model reads it. Thinking can be cleared
/// only for a model that thinks.
///
/// @param json the value of `context_management`
record ContextEdits(ObjectNode json) {
  /// The member of a body in which they stand.
  static final String MEMBER = "context_management";

  private static final String EDITS = "edits";
  private static final String THINKING = "clear_thinking";

  /// Those of a client; empty if it has none.
  static Optional<ContextEdits> of(Map<String, String> members) {
    return JsonTree.readObject(members.getOrDefault(MEMBER, "")).map(ContextEdits::new);
  }

  /// The kinds of those that clear thinking.
  List<String> ofThinking() {
    return json.path(EDITS)
        .valueStream()
        .filter(ContextEdits::clearsThinking)
        .map(edit -> JsonTree.text(edit, "type"))
        .toList();
  }

  private static boolean clearsThinking(JsonNode edit) {
    return JsonTree.text(edit, "type").startsWith(THINKING);
  }

  /// The others, with all that is said beside them; empty if there is nothing left.
  Optional<ObjectNode> withoutThinking() {
    ObjectNode rest = json.deepCopy();
    ArrayNode edits = JsonTree.array();
    json.path(EDITS).valueStream().filter(edit -> !clearsThinking(edit)).forEach(edits::add);
    if (edits.isEmpty()) {
      rest.remove(EDITS);
    } else {
      rest.set(EDITS, edits);
    }
    return Optional.of(rest).filter(node -> !node.isEmpty());
  }
}
