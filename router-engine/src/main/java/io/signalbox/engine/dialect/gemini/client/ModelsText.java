package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.json.JsonText;
import java.util.List;

/// Lists of models in Gemini's shape. How many tokens they take is not known before one is chosen.
final class ModelsText {
  private static final String METHODS =
      "[\"generateContent\",\"streamGenerateContent\",\"countTokens\"]";

  private ModelsText() {}

  /// The list, which is its only page.
  static byte[] list(List<String> ids) {
    var json = new JsonText().open('{').name("models").open('[');
    ids.forEach(id -> write(json, id));
    return json.close(']').close('}').toBytes();
  }

  /// One of it.
  static byte[] one(String id) {
    var json = new JsonText();
    write(json, id);
    return json.toBytes();
  }

  private static void write(JsonText json, String id) {
    json.open('{').member("name", "models/" + id).member("version", "1");
    json.member("displayName", id).rawMember("supportedGenerationMethods", METHODS).close('}');
  }
}
