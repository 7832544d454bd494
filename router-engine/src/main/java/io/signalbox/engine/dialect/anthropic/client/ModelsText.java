package io.signalbox.engine.dialect.anthropic.client;

import io.signalbox.engine.json.JsonText;
import java.util.List;

/// Lists of models in Anthropic's shape.
final class ModelsText {
  private static final String EPOCH = "1970-01-01T00:00:00Z";
  private static final String NULL = "null";

  private ModelsText() {}

  /// The list, which is its only page.
  static byte[] list(List<String> ids) {
    var json = new JsonText().open('{').name("data").open('[');
    ids.forEach(id -> write(json, id));
    json.close(']').rawMember("has_more", "false");
    if (ids.isEmpty()) {
      json.rawMember("first_id", NULL).rawMember("last_id", NULL);
    } else {
      json.member("first_id", ids.getFirst()).member("last_id", ids.getLast());
    }
    return json.close('}').toBytes();
  }

  /// One of it.
  static byte[] one(String id) {
    var json = new JsonText();
    write(json, id);
    return json.toBytes();
  }

  private static void write(JsonText json, String id) {
    json.open('{').member("type", "model").member("id", id).member("display_name", id);
    json.member("created_at", EPOCH).close('}');
  }
}
