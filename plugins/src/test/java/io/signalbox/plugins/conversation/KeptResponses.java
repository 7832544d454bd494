package io.signalbox.plugins.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a provider of Responses keeps of its answers, so that requests may name them.
final class KeptResponses {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /// The conversation up to the end of each answer, by its id; and each item, by its id.
  private final Map<String, ArrayNode> kept = new HashMap<>();

  /// A request with what it names in the place of the names.
  ///
  /// @param faults told of names that are not kept here
  ObjectNode resolved(JsonNode body, List<String> faults) {
    ObjectNode whole = (ObjectNode) body.deepCopy();
    ArrayNode input = MAPPER.createArrayNode();
    String previous = body.path("previous_response_id").asString("");
    if (!previous.isEmpty()) {
      input.addAll(known(previous, faults));
    }
    for (JsonNode item : body.path("input")) {
      if (item.path("type").asString("").equals("item_reference")) {
        input.addAll(known(item.path("id").asString(""), faults));
      } else {
        input.add(item);
      }
    }
    whole.set("input", input);
    return whole;
  }

  private ArrayNode known(String id, List<String> faults) {
    ArrayNode found = kept.get(id);
    if (found == null) {
      faults.add("openai: a name of what is not kept here: " + id);
      return MAPPER.createArrayNode();
    }
    return found;
  }

  /// Keeps an answer, unless its client does not want it.
  ///
  /// @param request resolved
  void keep(JsonNode request, JsonNode answer) {
    if (!request.path("store").asBoolean(true)) {
      return;
    }
    ArrayNode all = ((ArrayNode) request.path("input")).deepCopy();
    for (JsonNode item : answer.path("output")) {
      all.add(item);
      kept.put(item.path("id").asString(""), MAPPER.createArrayNode().add(item));
    }
    kept.put(answer.path("id").asString(""), all);
  }
}
