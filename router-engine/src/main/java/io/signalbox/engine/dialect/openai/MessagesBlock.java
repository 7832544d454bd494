package io.signalbox.engine.dialect.openai;

import static io.signalbox.engine.dialect.openai.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.json.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A block of Anthropic's Messages in the content of a chat message, as clients write it that have
/// spoken to a Claude before (LangChain, Cursor, LiteLLM). Calls and results of tools, thinking and
/// pictures are what they say; any other is kept for the API that knows it. Belongs to one thread.
final class MessagesBlock {
  private static final String MESSAGES = "anthropic";
  private static final Set<String> KINDS =
      Set.of(
          "tool_use",
          "tool_result",
          "thinking",
          "redacted_thinking",
          "image",
          "document",
          "search_result",
          "container_upload",
          "server_tool_use",
          "mcp_tool_use",
          "mcp_tool_result",
          "mcp_tool_listing");

  private final String type;
  private final String json;
  private final String param;
  private Optional<String> id = Optional.empty();
  private Optional<String> name = Optional.empty();
  private Optional<String> callId = Optional.empty();
  private Optional<String> thinking = Optional.empty();
  private Optional<String> data = Optional.empty();
  private Optional<String> signature = Optional.empty();
  private Optional<String> picture = Optional.empty();
  private String input = "{}";
  private List<Part> content = List.of();
  private boolean error;
  private Optional<Part.CacheMark> mark = Optional.empty();

  private MessagesBlock(String type, String json, String param) {
    this.type = type;
    this.json = json;
    this.param = param;
  }

  /// Whether parts of this type are such blocks. Mistral has another `thinking`.
  static boolean is(String type) {
    return KINDS.contains(type) || type.endsWith("_tool_result");
  }

  /// What a block says.
  ///
  /// @param json it as it was written
  /// @param param where it stands
  static List<Part> read(String type, String json, String param) {
    var block = new MessagesBlock(type, json, param);
    try (var cursor = new Cursor(json.getBytes(StandardCharsets.UTF_8))) {
      cursor.open();
      while (cursor.nextMember()) {
        block.member(cursor);
      }
    }
    return block.parts();
  }

  private void member(Cursor cursor) {
    switch (cursor.name()) {
      case "id" -> id = optional(cursor);
      case "name" -> name = optional(cursor);
      case "tool_use_id" -> callId = optional(cursor);
      case "thinking" -> thinking = optional(cursor);
      case "data" -> data = optional(cursor);
      case "signature" -> signature = optional(cursor);
      case "input" -> input = cursor.textOrRaw();
      case "content" -> content = type.equals("tool_result") ? content(cursor) : skipped(cursor);
      case "is_error" -> error = VALUES.flag(cursor, param + ".is_error").orElse(false);
      case "source" -> picture = source(cursor);
      case CacheControl.MEMBER -> mark = CacheControl.read(cursor);
      default -> cursor.skip();
    }
  }

  private static Optional<String> optional(Cursor cursor) {
    if (cursor.isString()) {
      return Optional.of(cursor.text());
    }
    cursor.skip();
    return Optional.empty();
  }

  private List<Part> content(Cursor cursor) {
    return cursor.isNull() ? List.of() : PartReader.content(cursor, param + ".content");
  }

  private static List<Part> skipped(Cursor cursor) {
    cursor.skip();
    return List.of();
  }

  /// The address of a picture; empty if it lies with the provider.
  private static Optional<String> source(Cursor cursor) {
    String url = "";
    String media = "";
    String bytes = "";
    boolean object = cursor.isObject();
    while (object && cursor.nextMember()) {
      switch (cursor.name()) {
        case "url" -> url = cursor.text();
        case "media_type" -> media = cursor.text();
        case "data" -> bytes = cursor.text();
        default -> cursor.skip();
      }
    }
    String address = bytes.isEmpty() ? url : "data:" + media + ";base64," + bytes;
    return Optional.of(address).filter(each -> !each.isEmpty());
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>(known());
    boolean apart = mark.isPresent() && !type.equals("tool_result");
    if (apart) {
      parts.add(mark.get());
    }
    return parts;
  }

  private List<Part> known() {
    return switch (type) {
      case "tool_use" ->
          List.of(new Part.ToolCall(need(id, "id"), need(name, "name"), arguments()));
      case "tool_result" -> List.of(result());
      case "thinking" -> thinking.isPresent() ? thought(thinking.get()) : own(OpenAiApi.ID);
      case "redacted_thinking" -> redacted(need(data, "data"));
      case "image" ->
          picture
              .map(url -> List.<Part>of(new Part.Image(url, Optional.empty())))
              .orElseGet(() -> own(MESSAGES));
      default -> own(MESSAGES);
    };
  }

  private String arguments() {
    return input.isBlank() ? "{}" : input;
  }

  private Part result() {
    List<Part> said = new ArrayList<>(content);
    mark.ifPresent(said::add);
    return new Part.ToolResult(need(callId, "tool_use_id"), said, error);
  }

  private List<Part> thought(String text) {
    Optional<String> signed = signature.filter(each -> !each.isEmpty());
    return List.of(new Part.Reasoning(text, signed, Optional.empty()));
  }

  private static List<Part> redacted(String data) {
    return Seal.isOwn(data)
        ? Seal.open("", data)
        : List.of(new Part.Reasoning("", Optional.empty(), Optional.of(data)));
  }

  private List<Part> own(String dialect) {
    return List.of(new Part.Foreign(dialect, type, json));
  }

  private String need(Optional<String> value, String member) {
    return value.orElseThrow(() -> BodyErrors.missing(param + "." + member));
  }
}
