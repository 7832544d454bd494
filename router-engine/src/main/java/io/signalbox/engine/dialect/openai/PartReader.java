package io.signalbox.engine.dialect.openai;

import static io.signalbox.engine.dialect.openai.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one part of a message's content. Belongs to one thread.
final class PartReader {
  private final Cursor cursor;
  private final String param;
  private String type = "";
  private Optional<String> text = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private Optional<String> url = Optional.empty();
  private Optional<String> detail = Optional.empty();
  private Optional<Part.CacheMark> mark = Optional.empty();

  PartReader(Cursor cursor, String param) {
    this.cursor = cursor;
    this.param = param;
  }

  /// The parts of a content: a string, or a list of parts.
  static List<Part> content(Cursor cursor, String param) {
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

  /// The part, and the mark for the cache that it has.
  List<Part> read() {
    VALUES.object(cursor, param);
    int start = cursor.start();
    while (cursor.nextMember()) {
      member(cursor.name());
    }
    if (MessagesBlock.is(type)) {
      return MessagesBlock.read(type, cursor.rawFrom(start), param);
    }
    Part part = part(start);
    return mark.isPresent() ? List.of(part, mark.get()) : List.of(part);
  }

  /// One of a type that has no place of its own is kept as it was written.
  private Part part(int start) {
    return switch (type) {
      case "" -> throw BodyErrors.missing(param + ".type");
      case "text", "input_text", "output_text" -> new Part.Text(need(text, "text"));
      case "refusal" -> new Part.Refusal(need(refusal, "refusal"));
      case "image_url", "input_image" -> new Part.Image(need(url, "image_url.url"), detail);
      default -> new Part.Foreign(OpenAiApi.ID, type, cursor.rawFrom(start));
    };
  }

  private String need(Optional<String> value, String name) {
    return value.orElseThrow(() -> BodyErrors.missing(param + "." + name));
  }

  private void member(String name) {
    switch (name) {
      case "type" -> type = VALUES.required(cursor, param + ".type");
      case "text" -> text = optional();
      case "refusal" -> refusal = optional();
      case "image_url" -> image();
      case CacheControl.MEMBER -> mark = CacheControl.read(cursor);
      default -> cursor.skip();
    }
  }

  private Optional<String> optional() {
    if (cursor.isString()) {
      return Optional.of(cursor.text());
    }
    cursor.skip();
    return Optional.empty();
  }

  /// An object with `url`, or the address alone, as some clients write it.
  private void image() {
    if (!cursor.isObject()) {
      url = VALUES.text(cursor, param + ".image_url");
      return;
    }
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "url" -> url = VALUES.text(cursor, param + ".image_url.url");
        case "detail" -> detail = VALUES.text(cursor, param + ".image_url.detail");
        default -> cursor.skip();
      }
    }
  }
}
