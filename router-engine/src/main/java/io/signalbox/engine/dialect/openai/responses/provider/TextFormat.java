package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// The form of an answer as this API writes it, in `text.format`.
final class TextFormat {
  private static final String UNNAMED = "answer";

  private TextFormat() {}

  /// The form as JSON text; empty if it is the usual one.
  ///
  /// @param enforced a schema as it can be enforced
  static Optional<String> of(ResponseFormat format, UnaryOperator<String> enforced) {
    return switch (format) {
      case ResponseFormat.Text text -> Optional.empty();
      case ResponseFormat.JsonObject object -> Optional.of("{\"type\":\"json_object\"}");
      case ResponseFormat.JsonSchema schema -> Optional.of(schema(schema, enforced));
    };
  }

  private static String schema(ResponseFormat.JsonSchema format, UnaryOperator<String> enforced) {
    var json = new JsonText().open('{').member("type", "json_schema");
    json.member("name", format.name().isEmpty() ? UNNAMED : format.name());
    json.rawMember("strict", String.valueOf(format.strict()));
    String schema = format.strict() ? enforced.apply(format.schema()) : format.schema();
    return json.rawMember("schema", schema).close('}').toString();
  }

  /// The form that Chat Completions write as `response_format`: what they have in an object of its
  /// own stands beside the type here.
  static String ofChat(String json) {
    return JsonTree.readObject(json)
        .filter(format -> format.path("json_schema").isObject())
        .map(format -> flat((ObjectNode) format.path("json_schema")))
        .orElse(json);
  }

  private static String flat(ObjectNode schema) {
    var flat = JsonTree.object().put("type", "json_schema");
    flat.setAll(schema);
    return new String(JsonTree.bytes(flat), StandardCharsets.UTF_8);
  }
}
