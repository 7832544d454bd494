package io.signalbox.engine.chat;

/// A function that the model may call.
///
/// @param name its name, as the client calls it
/// @param description what it is for; empty if the client gave none
/// @param schema the JSON Schema of its arguments as text
/// @param strict whether arguments must follow the schema to the letter
public record Tool(String name, String description, String schema, boolean strict) {}
