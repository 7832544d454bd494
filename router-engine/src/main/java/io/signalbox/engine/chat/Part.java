package io.signalbox.engine.chat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A piece of a message. Immutable.
public sealed interface Part {

  /// Plain text.
  record Text(String text) implements Part {}

  /// A picture by address: an `https:` URL or a `data:` URL with base64.
  ///
  /// @param url where the picture is, or the picture itself
  /// @param detail the client's wish for its resolution, in the client's words
  record Image(String url, Optional<String> detail) implements Part {}

  /// A call of a tool that the assistant made.
  ///
  /// @param id the call's id, unique in the conversation
  /// @param name the tool's name
  /// @param arguments a JSON object as text, exactly as it was written
  record ToolCall(String id, String name, String arguments) implements Part {}

  /// What a tool answered.
  ///
  /// @param callId the id of the [ToolCall] that it answers
  /// @param content what it said, in order
  /// @param error whether the tool failed
  record ToolResult(String callId, List<Part> content, boolean error) implements Part {
    public ToolResult {
      content = List.copyOf(content);
    }
  }

  /// Thinking that a model showed. A signature binds it to the model that wrote it; redacted
  /// thinking has only opaque data.
  record Reasoning(String text, Optional<String> signature, Optional<String> redacted)
      implements Part {}

  /// A refusal in the model's own words.
  record Refusal(String text) implements Part {}

  /// The wish that the provider caches the conversation up to the end of the part before it.
  ///
  /// @param json the wish in the form that Anthropic, OpenRouter and Alibaba share:
  ///   `{"type":"ephemeral"}`, with `"ttl":"1h"` for an hour in the place of five minutes
  record CacheMark(String json) implements Part {
    /// For five minutes.
    public static final CacheMark USUAL = new CacheMark("{\"type\":\"ephemeral\"}");

    /// For an hour.
    public static final CacheMark HOUR = new CacheMark("{\"type\":\"ephemeral\",\"ttl\":\"1h\"}");

    /// Whether it is for an hour.
    public boolean isOfHour() {
      return json.contains("\"1h\"");
    }
  }

  /// Something that only one dialect knows (audio, documents, server tools), kept as it was
  /// written.
  ///
  /// @param dialect the dialect's id, the only one that can write it again
  /// @param kind its type in that dialect's words
  /// @param json the piece as JSON text
  record Foreign(String dialect, String kind, String json) implements Part {
    /// The kind of ids of tokens whose text is unknown: a list of numbers.
    public static final String TOKENS = "tokens";

    /// How many tokens its ids are; empty if it is no list of ids.
    public OptionalInt tokenIds() {
      if (!kind.equals(TOKENS) || !json.startsWith("[")) {
        return OptionalInt.empty();
      }
      return OptionalInt.of(1 + (int) json.chars().filter(each -> each == ',').count());
    }
  }

  /// How many of these are pictures, those that tools have shown among them.
  static int images(List<Part> parts) {
    int images = 0;
    for (Part part : parts) {
      images +=
          switch (part) {
            case Image image -> 1;
            case ToolResult result -> images(result.content());
            case Text text -> 0;
            case ToolCall call -> 0;
            case Reasoning reasoning -> 0;
            case Refusal refusal -> 0;
            case CacheMark mark -> 0;
            case Foreign foreign -> 0;
          };
    }
    return images;
  }
}
