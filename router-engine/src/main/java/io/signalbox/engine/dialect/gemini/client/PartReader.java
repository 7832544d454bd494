package io.signalbox.engine.dialect.gemini.client;

import static io.signalbox.engine.dialect.gemini.client.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.CarriedThinking;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one part of a content. Members may come in any order, so all are read before the part is
/// judged by what it holds. Belongs to one thread.
final class PartReader {
  private final Cursor cursor;
  private final String param;
  private final CallIds ids;
  private Optional<String> text = Optional.empty();
  private boolean thought;
  private String signature = "";
  private String kind = "";
  private Optional<Part> data = Optional.empty();

  PartReader(Cursor cursor, String param, CallIds ids) {
    this.cursor = cursor;
    this.param = param;
    this.ids = ids;
  }

  /// The part. What has no place of its own is kept as it was written.
  ReadPart read() {
    List<Part> parts = parts();
    boolean carries = CarriedThinking.in(signature).isPresent();
    return new ReadPart(parts, thought && data.isEmpty(), carries);
  }

  private List<Part> parts() {
    VALUES.object(cursor, param);
    int start = cursor.start();
    Members.read(cursor, param, this::member);
    if (data.isPresent()) {
      return data.get() instanceof Part.ToolCall call ? signed(call) : signed(data.get());
    }
    if (text.isPresent()) {
      return said(text.get());
    }
    return kind.isEmpty()
        ? signature()
        : List.of(new Part.Foreign(GeminiApi.ID, kind, cursor.rawFrom(start)));
  }

  private void member(String member) {
    String where = Members.at(param, member);
    switch (member) {
      case "text" -> text = VALUES.text(cursor, where);
      case "thought" -> thought = VALUES.flag(cursor, where).orElse(false);
      case GeminiApi.SIGNATURE -> signature = VALUES.text(cursor, where).orElse("");
      case "functionCall" -> data = call(where);
      case "functionResponse" -> data = result(where);
      case "inlineData" -> {
        kind = member;
        data = new DataReader(cursor, where).picture();
      }
      default -> {
        kind = kind.isEmpty() && !cursor.isNull() ? member : kind;
        cursor.skip();
      }
    }
  }

  private List<Part> said(String words) {
    if (thought) {
      Part shown = new Part.Reasoning(words, Optional.empty(), Optional.empty());
      return words.isEmpty() ? signature() : signed(shown);
    }
    return words.isEmpty() ? signature() : signed(new Part.Text(words));
  }

  private List<Part> signed(Part part) {
    List<Part> parts = new ArrayList<>(List.of(part));
    parts.addAll(signature());
    return parts;
  }

  private List<Part> signature() {
    return isOwn() ? List.of(signature(Optional.empty())) : List.of();
  }

  private boolean isOwn() {
    return !signature.isEmpty() && CarriedThinking.in(signature).isEmpty();
  }

  private Part signature(Optional<String> callId) {
    var json = JsonTree.object().put(GeminiApi.SIGNATURE, signature);
    callId.ifPresent(id -> json.put(GeminiApi.CALL_ID, id));
    return new Part.Foreign(GeminiApi.ID, GeminiApi.SIGNATURE, json.toString());
  }

  /// The thinking before a call may come back in its signature.
  private List<Part> signed(Part.ToolCall call) {
    List<Part> parts = new ArrayList<>(CarriedThinking.in(signature).orElse(List.of()));
    parts.add(call);
    if (isOwn()) {
      parts.add(signature(Optional.of(call.id())));
    }
    return parts;
  }

  private Optional<Part> call(String where) {
    if (cursor.isNull()) {
      return Optional.empty();
    }
    var reader = new FunctionReader(cursor, where);
    String name = reader.read();
    return Optional.of(new Part.ToolCall(ids.called(reader.id(), name), name, reader.arguments()));
  }

  private Optional<Part> result(String where) {
    if (cursor.isNull()) {
      return Optional.empty();
    }
    var reader = new FunctionReader(cursor, where);
    String name = reader.read();
    return Optional.of(reader.result(ids.answered(reader.id(), name)));
  }
}
