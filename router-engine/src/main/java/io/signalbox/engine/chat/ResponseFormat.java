package io.signalbox.engine.chat;

/// The form that the answer must have.
public sealed interface ResponseFormat {
  /// Free text.
  record Text() implements ResponseFormat {}

  /// Some JSON object.
  record JsonObject() implements ResponseFormat {}

  /// JSON that follows a schema.
  ///
  /// @param name the schema's name
  /// @param schema the JSON Schema as text
  /// @param strict whether the schema is enforced
  record JsonSchema(String name, String schema, boolean strict) implements ResponseFormat {}
}
