package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.json.JsonText;
import java.util.List;

/// Lists of models in OpenAI's shape.
public final class ModelsText {
  private ModelsText() {}

  /// The list.
  public static byte[] list(List<String> ids) {
    var json = new JsonText().open('{').member("object", "list").name("data").open('[');
    ids.forEach(id -> write(json, id));
    return json.close(']').close('}').toBytes();
  }

  /// One of it.
  public static byte[] one(String id) {
    var json = new JsonText();
    write(json, id);
    return json.toBytes();
  }

  private static void write(JsonText json, String id) {
    json.open('{').member("id", id).member("object", "model").member("created", 0);
    json.member("owned_by", "signalbox").close('}');
  }
}
