package io.signalbox.engine.dialect.anthropic.client;

import static io.signalbox.engine.dialect.anthropic.client.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.dialect.anthropic.AnthropicApi;
import io.signalbox.engine.json.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one content block of a client's body. Members may come in any order, so all are read
/// before the block is judged by its type. Belongs to one thread.
final class BlockReader {
  private final Cursor cursor;
  private final String param;
  private final boolean nested;
  private final SourceReader source = new SourceReader();
  private String type = "";
  private Optional<String> text = Optional.empty();
  private Optional<String> thinking = Optional.empty();
  private String signature = "";
  private Optional<String> data = Optional.empty();
  private Optional<String> id = Optional.empty();
  private Optional<String> name = Optional.empty();
  private Optional<String> title = Optional.empty();
  private Optional<String> callId = Optional.empty();
  private String input = "{}";
  private Optional<String> content = Optional.empty();
  private boolean error;
  private Optional<Part.CacheMark> mark = Optional.empty();

  /// @param nested whether it lies in the result of a tool
  private BlockReader(Cursor cursor, String param, boolean nested) {
    this.cursor = cursor;
    this.param = param;
    this.nested = nested;
  }

  /// The parts of a content: a string, or a list of blocks.
  static List<Part> content(Cursor cursor, String param) {
    return content(cursor, param, false);
  }

  private static List<Part> content(Cursor cursor, String param, boolean nested) {
    if (cursor.isString()) {
      return List.of(new Part.Text(cursor.text()));
    }
    VALUES.array(cursor, param, "a string or a list of content blocks");
    List<Part> parts = new ArrayList<>();
    for (int i = 0; cursor.nextElement(); i++) {
      parts.addAll(new BlockReader(cursor, param + "." + i, nested).read());
    }
    return parts;
  }

  private List<Part> read() {
    VALUES.object(cursor, param);
    int start = cursor.start();
    while (cursor.nextMember()) {
      member(cursor.name());
    }
    if (data.filter(Seal::isOwn).isPresent()) {
      return Seal.open("", data.get());
    }
    Part part = part(start);
    boolean apart = mark.isPresent() && !(part instanceof Part.ToolResult);
    return apart ? List.of(part, mark.orElseThrow()) : List.of(part);
  }

  private void member(String member) {
    String where = param + "." + member;
    switch (member) {
      case "type" -> type = VALUES.required(cursor, where);
      case "text" -> text = optional();
      case "thinking" -> thinking = optional();
      case "signature" -> signature = optional().orElse("");
      case "data" -> data = optional();
      case "id" -> id = optional();
      case "name" -> name = optional();
      case "title" -> title = optional();
      case "tool_use_id" -> callId = optional();
      case "input" -> input = cursor.raw();
      case "content" -> content = cursor.isNull() ? Optional.empty() : Optional.of(cursor.raw());
      case "is_error" -> error = VALUES.flag(cursor, where).orElse(false);
      case "source" -> source.read(cursor);
      case CacheControl.MEMBER -> mark = mark(where);
      default -> cursor.skip();
    }
  }

  private Optional<Part.CacheMark> mark(String where) {
    if (!cursor.isNull()) {
      VALUES.object(cursor, where);
    }
    return CacheControl.read(cursor);
  }

  private Optional<String> optional() {
    if (cursor.isString()) {
      return Optional.of(cursor.text());
    }
    cursor.skip();
    return Optional.empty();
  }

  /// The block; one of a type that has no place of its own is kept as it was written.
  private Part part(int start) {
    return switch (type) {
      case "" -> throw BodyErrors.missing(param + ".type");
      case "text" -> new Part.Text(need(text, "text"));
      case "image" -> source.image().orElseGet(() -> foreign(start));
      case "document" -> source.document(title).orElseGet(() -> foreign(start));
      case "thinking" ->
          new Part.Reasoning(
              need(thinking, "thinking"),
              Optional.of(signature).filter(signed -> !signed.isEmpty()),
              Optional.empty());
      case "redacted_thinking" ->
          new Part.Reasoning("", Optional.empty(), Optional.of(need(data, "data")));
      case "tool_use" -> new Part.ToolCall(need(id, "id"), need(name, "name"), input());
      case "tool_result" -> result();
      default -> foreign(start);
    };
  }

  private Part foreign(int start) {
    return new Part.Foreign(AnthropicApi.ID, type, cursor.rawFrom(start));
  }

  private String need(Optional<String> value, String member) {
    return value.orElseThrow(() -> BodyErrors.missing(param + "." + member));
  }

  private String input() {
    if (!input.startsWith("{")) {
      throw BodyErrors.of(param + ".input", "must be an object");
    }
    return input;
  }

  private Part result() {
    if (nested) {
      throw BodyErrors.of(param, "a tool_result cannot contain a tool_result");
    }
    String answered = need(callId, "tool_use_id");
    List<Part> said = new ArrayList<>(content.map(this::inner).orElse(List.of()));
    mark.ifPresent(said::add);
    return new Part.ToolResult(answered, said, error);
  }

  private List<Part> inner(String json) {
    try (var inside = new Cursor(json.getBytes(StandardCharsets.UTF_8))) {
      inside.open();
      return content(inside, param + ".content", true);
    }
  }
}
