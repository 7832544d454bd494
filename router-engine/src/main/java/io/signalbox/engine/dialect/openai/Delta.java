package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;

/// The `delta` of a chunk or the `message` of a whole answer.
final class Delta {
  private String reasoningContent = "";
  private String reasoning = "";
  private String refusal = "";
  private List<ReplyEvent> content = List.of();
  private List<ReplyEvent> foreign = List.of();
  private List<CallTracker.Piece> calls = List.of();

  /// Reads the object at the cursor; anything else says nothing.
  void take(Cursor cursor) {
    if (!cursor.isObject()) {
      cursor.skip();
      return;
    }
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "content" -> content(cursor);
        case "reasoning_content" -> reasoningContent = cursor.text();
        case "reasoning" -> reasoning = cursor.text();
        case "refusal" -> refusal = cursor.text();
        case "tool_calls" -> calls(cursor);
        case "function_call" -> functionCall(cursor);
        case "annotations", "reasoning_details", "audio", "images", "executed_tools" ->
            foreign(cursor);
        default -> cursor.skip();
      }
    }
  }

  /// What was read, in the order in which models make it.
  void tell(CallTracker tracker, String reply, List<ReplyEvent> out) {
    String thought = reasoningContent.isEmpty() ? reasoning : reasoningContent;
    if (!thought.isEmpty()) {
      out.add(new ReplyEvent.ReasoningDelta(thought));
    }
    out.addAll(content);
    if (!refusal.isEmpty()) {
      out.add(new ReplyEvent.RefusalDelta(refusal));
    }
    for (CallTracker.Piece piece : calls) {
      tracker.accept(piece, reply, out);
    }
    out.addAll(foreign);
  }

  private void content(Cursor cursor) {
    if (cursor.isArray()) {
      content = new ArrayList<>();
      while (cursor.nextElement()) {
        part(cursor);
      }
      return;
    }
    String text = cursor.text();
    if (!text.isEmpty()) {
      content = List.of(new ReplyEvent.TextDelta(text));
    }
  }

  /// Mistral's reasoning models answer in parts: `text`, `thinking`, `reference`.
  private void part(Cursor cursor) {
    if (!cursor.isObject()) {
      String text = cursor.text();
      if (!text.isEmpty()) {
        content.add(new ReplyEvent.TextDelta(text));
      }
      return;
    }
    String type = "";
    String text = "";
    String thinking = "";
    int start = cursor.start();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "type" -> type = cursor.text();
        case "text" -> text = cursor.text();
        case "thinking" -> thinking = thinking(cursor);
        default -> cursor.skip();
      }
    }
    addPart(type, text, thinking, cursor.rawFrom(start));
  }

  private void addPart(String type, String text, String thinking, String json) {
    if (!thinking.isEmpty()) {
      content.add(new ReplyEvent.ReasoningDelta(thinking));
    } else if (!text.isEmpty()) {
      content.add(new ReplyEvent.TextDelta(text));
    } else if (!type.equals("text") && !type.equals("thinking")) {
      content.add(new ReplyEvent.Foreign(OpenAiApi.ID, "content." + type, json));
    }
  }

  private static String thinking(Cursor cursor) {
    if (!cursor.isArray()) {
      return cursor.text();
    }
    var all = new StringBuilder();
    while (cursor.nextElement()) {
      if (cursor.isObject()) {
        while (cursor.nextMember()) {
          String text = cursor.name().equals("text") ? cursor.text() : skipped(cursor);
          all.append(text);
        }
      } else {
        all.append(cursor.text());
      }
    }
    return all.toString();
  }

  private static String skipped(Cursor cursor) {
    cursor.skip();
    return "";
  }

  private void calls(Cursor cursor) {
    if (!cursor.isArray()) {
      cursor.skip();
      return;
    }
    calls = new ArrayList<>(1);
    while (cursor.nextElement()) {
      if (cursor.isObject()) {
        call(cursor);
      } else {
        cursor.skip();
      }
    }
  }

  private void call(Cursor cursor) {
    int index = -1;
    String id = "";
    var function = new Function();
    boolean custom = false;
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "index" -> index = cursor.isNull() ? -1 : (int) cursor.count();
        case "id" -> id = cursor.text();
        case "function" -> function.take(cursor);
        case CustomTools.TYPE -> {
          custom = cursor.isObject();
          function.take(cursor);
        }
        default -> cursor.skip();
      }
    }
    calls.add(new CallTracker.Piece(index, id, function.name, function.arguments, custom));
  }

  /// The form before tools: one call at most, without an id.
  private void functionCall(Cursor cursor) {
    if (cursor.isObject()) {
      var function = new Function();
      function.take(cursor);
      calls = List.of(new CallTracker.Piece(0, "", function.name, function.arguments, false));
    } else {
      cursor.skip();
    }
  }

  private void foreign(Cursor cursor) {
    String kind = cursor.name();
    String json = cursor.raw();
    if (!json.equals("null") && !json.equals("[]")) {
      foreign = foreign.isEmpty() ? new ArrayList<>(1) : foreign;
      foreign.add(new ReplyEvent.Foreign(OpenAiApi.ID, kind, json));
    }
  }

  private static final class Function {
    private String name = "";
    private String arguments = "";

    void take(Cursor cursor) {
      if (!cursor.isObject()) {
        cursor.skip();
        return;
      }
      while (cursor.nextMember()) {
        switch (cursor.name()) {
          case "name" -> name = cursor.text();
          case "arguments", "input" -> arguments = cursor.textOrRaw();
          default -> cursor.skip();
        }
      }
    }
  }
}
