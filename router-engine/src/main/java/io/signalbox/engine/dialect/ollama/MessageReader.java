package io.signalbox.engine.dialect.ollama;

import static io.signalbox.engine.dialect.ollama.Values.VALUES;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads one message of a client's body. Belongs to one thread.
final class MessageReader {
  private static final String ROLES = "\"system\", \"user\", \"assistant\" or \"tool\"";

  private final Cursor cursor;
  private final String param;
  private final OpenCalls open;
  private String role = "";
  private String content = "";
  private String thinking = "";
  private List<Part> pictures = List.of();
  private final List<Called> calls = new ArrayList<>();
  private String toolName = "";
  private Optional<String> callId = Optional.empty();

  /// A call before it has an id for sure.
  private record Called(String id, String name, String arguments) {}

  /// @param open the calls before it that wait for their results
  MessageReader(Cursor cursor, String param, OpenCalls open) {
    this.cursor = cursor;
    this.param = param;
    this.open = open;
  }

  Message read() {
    VALUES.object(cursor, param);
    while (cursor.nextMember()) {
      member(cursor.name(), param + "." + cursor.name());
    }
    return switch (role.toLowerCase(Locale.ROOT)) {
      case "system" -> spoken(Role.SYSTEM);
      case "user" -> spoken(Role.USER);
      case "assistant" -> assistant();
      case "tool" -> tool();
      case "" -> throw BodyErrors.missing(param + ".role");
      default -> throw BodyErrors.value(param + ".role", role, ROLES);
    };
  }

  private void member(String name, String where) {
    switch (name) {
      case "role" -> role = VALUES.required(cursor, where);
      case "content" -> content = VALUES.text(cursor, where).orElse("");
      case "thinking" -> thinking = VALUES.text(cursor, where).orElse("");
      case "images" -> pictures = Pictures.read(cursor, where);
      case "tool_calls" -> calls(where);
      case "tool_name" -> toolName = VALUES.text(cursor, where).orElse("");
      case "tool_call_id" -> callId = VALUES.text(cursor, where);
      default -> cursor.skip();
    }
  }

  private void calls(String where) {
    if (cursor.isNull()) {
      return;
    }
    VALUES.array(cursor, where, "an array of calls");
    while (cursor.nextElement()) {
      calls.add(call(where + "[" + calls.size() + "]"));
    }
  }

  private Called call(String where) {
    VALUES.object(cursor, where);
    String id = "";
    Optional<Called> function = Optional.empty();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "id" -> id = VALUES.text(cursor, where + ".id").orElse("");
        case "function" -> function = Optional.of(function(where + ".function"));
        default -> cursor.skip();
      }
    }
    Called called = function.orElseThrow(() -> BodyErrors.missing(where + ".function"));
    return new Called(id, called.name(), called.arguments());
  }

  private Called function(String where) {
    VALUES.object(cursor, where);
    String name = "";
    String arguments = "{}";
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "name" -> name = VALUES.required(cursor, where + ".name");
        case "arguments" -> arguments = arguments(where + ".arguments");
        default -> cursor.skip();
      }
    }
    if (name.isEmpty()) {
      throw BodyErrors.missing(where + ".name");
    }
    return new Called("", name, arguments);
  }

  private String arguments(String where) {
    if (cursor.isNull()) {
      return "{}";
    }
    VALUES.object(cursor, where);
    return cursor.raw();
  }

  private Message spoken(Role who) {
    open.forget();
    return new Message(who, said(true));
  }

  /// Text and pictures.
  ///
  /// @param always whether there is a text even if it is empty
  private List<Part> said(boolean always) {
    List<Part> parts = new ArrayList<>();
    if (!content.isEmpty() || (always && pictures.isEmpty())) {
      parts.add(new Part.Text(content));
    }
    parts.addAll(pictures);
    return parts;
  }

  private Message assistant() {
    List<Part> parts = new ArrayList<>();
    if (!thinking.isEmpty()) {
      parts.add(new Part.Reasoning(thinking, Optional.empty(), Optional.empty()));
    }
    parts.addAll(said(calls.isEmpty()));
    for (Called call : calls) {
      String id = open.made(call.id(), call.name());
      parts.add(new Part.ToolCall(id, call.name(), call.arguments()));
    }
    return new Message(Role.ASSISTANT, parts);
  }

  private Message tool() {
    String id = open.answered(callId, toolName).orElseThrow(this::noCall);
    return new Message(Role.TOOL, List.of(new Part.ToolResult(id, said(true), false)));
  }

  private RuntimeException noCall() {
    String of = toolName.isEmpty() ? "a tool" : "the tool \"" + toolName + "\"";
    return BodyErrors.of(
        param,
        "no call of %s before it waits for a result; send the message with its tool_calls, too"
            .formatted(of));
  }
}
