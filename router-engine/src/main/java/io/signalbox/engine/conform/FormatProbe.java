package io.signalbox.engine.conform;

import io.signalbox.engine.spi.Quirk;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Answers in JSON: any, and by a schema that is enforced.
final class FormatProbe {
  static final String QUESTION = "Name one city as JSON with the member city.";

  private final ChatTarget chat;
  private final Notebook notes;

  FormatProbe(ChatTarget chat) {
    this.chat = chat;
    this.notes = chat.notes();
  }

  void run() {
    boolean mode = mode();
    String question = "`response_format` of type `json_schema`, strict";
    EndpointReply reply = chat.send(bySchema());
    if (reply.isRefused()) {
      if (mode) {
        notes.quirks.add(Quirk.NO_JSON_SCHEMA);
      } else {
        notes.refused.add("response_format");
      }
      notes.no(
          "format.schema",
          question,
          reply.brief(),
          "it is refused",
          mode
              ? "JSON mode goes out with the schema in words: `no_json_schema`."
              : "It is left out.");
      return;
    }
    judge("format.schema", question, reply, true);
  }

  /// Whether JSON mode is taken.
  private boolean mode() {
    String question = "`response_format` of type `json_object`";
    ObjectNode body = chat.body(QUESTION, ChatTarget.MORE);
    body.putObject("response_format").put("type", "json_object");
    EndpointReply reply = chat.send(body);
    if (reply.isRefused()) {
      notes.no(
          "format.json", question, reply.brief(), "it is refused", "Ask for a schema instead.");
      return false;
    }
    judge("format.json", question, reply, false);
    return true;
  }

  private ObjectNode bySchema() {
    ObjectNode body = chat.body(QUESTION, ChatTarget.MORE);
    ObjectNode format = body.putObject("response_format").put("type", "json_schema");
    ObjectNode named = format.putObject("json_schema").put("name", "city").put("strict", true);
    ObjectNode schema = named.putObject("schema").put("type", "object");
    schema.putObject("properties").putObject("city").put("type", "string");
    schema.putArray("required").add("city");
    schema.put("additionalProperties", false);
    return body;
  }

  private void judge(String trait, String question, EndpointReply reply, boolean bySchema) {
    if (reply.isSilent()) {
      notes.unclear(trait, question, reply.brief(), "no answer came in time");
      return;
    }
    if (!reply.isGood()) {
      notes.broken(trait, question, reply.brief(), "no answer came", "");
      return;
    }
    JsonNode choice =
        reply.json().orElse(JsonMapper.shared().createObjectNode()).path("choices").path(0);
    String text = choice.path("message").path("content").asString("");
    String came = chat.endpoint().masked(text);
    Optional<JsonNode> json = EndpointReply.json(text.getBytes(StandardCharsets.UTF_8));
    if (json.isPresent() && (!bySchema || fits(json.get()))) {
      notes.yes(trait, question, came);
    } else if (choice.path("finish_reason").asString("").equals("length")) {
      notes.unclear(
          trait, question, came, "the answer was cut at its limit before the JSON was whole");
    } else {
      notes.broken(
          trait,
          question,
          came,
          json.isEmpty()
              ? "the wish is taken and the answer is no JSON"
              : "the answer does not fit the schema",
          "Keep requests for JSON away from it: a condition on `wants_json`.");
    }
  }

  private static boolean fits(JsonNode json) {
    return json.path("city").isString() && json.size() == 1;
  }
}
