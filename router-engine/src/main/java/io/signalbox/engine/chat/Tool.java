package io.signalbox.engine.chat;

import java.util.Optional;

/// A function that the model may call.
///
/// @param name its name, as the client calls it
/// @param description what it is for; empty if the client gave none
/// @param schema the JSON Schema of its arguments as text
/// @param strict whether arguments must follow the schema to the letter
/// @param mark the wish that the tools up to this one are cached
public record Tool(
    String name, String description, String schema, boolean strict, Optional<Part.CacheMark> mark) {

  /// A tool that is not marked.
  public Tool(String name, String description, String schema, boolean strict) {
    this(name, description, schema, strict, Optional.empty());
  }

  /// The same under another name.
  public Tool withName(String other) {
    return new Tool(other, description, schema, strict, mark);
  }

  /// The same with or without a mark.
  public Tool withMark(Optional<Part.CacheMark> other) {
    return new Tool(name, description, schema, strict, other);
  }
}
