package io.signalbox.engine.dialect.openai.responses;

import static io.signalbox.engine.dialect.openai.responses.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.dialect.openai.BodyErrors;
import io.signalbox.engine.json.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one part of an item's content. Belongs to one thread.
final class PartReader {
  private final Cursor cursor;
  private final String param;
  private String type = "";
  private Optional<String> text = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private Optional<String> url = Optional.empty();
  private Optional<String> detail = Optional.empty();
  private Optional<Part.CacheMark> mark = Optional.empty();

  private PartReader(Cursor cursor, String param) {
    this.cursor = cursor;
    this.param = param;
  }

  /// The parts of a content: a string, or a list of parts.
  static List<Part> content(String json, String param) {
    try (var cursor = new Cursor(json.getBytes(StandardCharsets.UTF_8))) {
      cursor.open();
      return content(cursor, param);
    }
  }

  private static List<Part> content(Cursor cursor, String param) {
    if (cursor.isString()) {
      return List.of(new Part.Text(cursor.text()));
    }
    VALUES.array(cursor, param, "a string or an array of parts");
    List<Part> parts = new ArrayList<>();
    for (int i = 0; cursor.nextElement(); i++) {
      parts.addAll(new PartReader(cursor, param + "[" + i + "]").read());
    }
    return parts;
  }

  /// The part, and the mark for the cache that gateways let clients of this dialect write, too.
  private List<Part> read() {
    VALUES.object(cursor, param);
    int start = cursor.start();
    while (cursor.nextMember()) {
      member(cursor.name());
    }
    Part part = part(start);
    return mark.isPresent() ? List.of(part, mark.get()) : List.of(part);
  }

  /// One of a type that has no place of its own is kept as it was written.
  private Part part(int start) {
    return switch (type) {
      case "" -> throw BodyErrors.missing(param + ".type");
      case "input_text", "output_text", "text", "summary_text", "reasoning_text" ->
          new Part.Text(need(text, "text"));
      case "refusal" -> new Part.Refusal(need(refusal, "refusal"));
      case "input_image" -> image(start);
      default -> foreign(start);
    };
  }

  private void member(String name) {
    switch (name) {
      case "type" -> type = VALUES.required(cursor, param + ".type");
      case "text" -> text = VALUES.text(cursor, param + ".text");
      case "refusal" -> refusal = VALUES.text(cursor, param + ".refusal");
      case "image_url" -> url = VALUES.text(cursor, param + ".image_url");
      case CacheControl.MEMBER -> mark = CacheControl.read(cursor);
      case "detail" -> detail = VALUES.text(cursor, param + ".detail");
      default -> cursor.skip();
    }
  }

  private String need(Optional<String> value, String name) {
    return value.orElseThrow(() -> BodyErrors.missing(param + "." + name));
  }

  /// A picture without an address lies with OpenAI.
  private Part image(int start) {
    return url.<Part>map(address -> new Part.Image(address, detail))
        .orElseGet(() -> foreign(start));
  }

  private Part foreign(int start) {
    return new Part.Foreign(ResponsesClient.ID, type, cursor.rawFrom(start));
  }
}
