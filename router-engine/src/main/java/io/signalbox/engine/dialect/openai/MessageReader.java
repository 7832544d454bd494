package io.signalbox.engine.dialect.openai;

import static io.signalbox.engine.dialect.openai.Values.VALUES;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one message of a client's body. Belongs to one thread.
final class MessageReader {
  private static final String ROLES = "'system', 'assistant', 'user', 'tool', and 'developer'";

  private final Cursor cursor;
  private final String param;
  private String role = "";
  private Optional<List<Part>> content = Optional.empty();
  private Optional<String> reasoning = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private Optional<String> callId = Optional.empty();
  private Optional<Part.CacheMark> mark = Optional.empty();
  private boolean legacy;
  private String called = "";
  private List<Part> calls = List.of();
  private final List<Part> others = new ArrayList<>();

  MessageReader(Cursor cursor, String param) {
    this.cursor = cursor;
    this.param = param;
  }

  Message read() {
    VALUES.object(cursor, param);
    while (cursor.nextMember()) {
      member(cursor.name());
    }
    return switch (role) {
      case "system" -> spoken(Role.SYSTEM);
      case "developer" -> spoken(Role.DEVELOPER);
      case "user" -> spoken(Role.USER);
      case "assistant" -> assistant();
      case "tool" -> tool();
      case "function" -> function();
      case "" -> throw BodyErrors.missing(param + ".role");
      default -> throw BodyErrors.value(param + ".role", role, ROLES);
    };
  }

  private void member(String name) {
    switch (name) {
      case "role" -> role = VALUES.required(cursor, param + ".role");
      case "content" -> content = content();
      case "refusal" -> refusal = VALUES.text(cursor, param + ".refusal");
      case "reasoning_content", "reasoning" ->
          reasoning = Optional.of(cursor.text()).filter(text -> !text.isEmpty()).or(this::thought);
      case "tool_call_id" -> callId = VALUES.text(cursor, param + ".tool_call_id");
      case "tool_calls" -> calls = calls();
      case "function_call" -> legacyCall();
      case CacheControl.MEMBER -> mark = CacheControl.read(cursor);
      default -> other(name);
    }
  }

  private Optional<String> thought() {
    return reasoning;
  }

  private void other(String name) {
    if (cursor.isNull()) {
      return;
    }
    others.add(new Part.Foreign(OpenAiApi.ID, "message." + name, cursor.raw()));
  }

  /// Whether it is of the form before tools. Some servers (llama-cpp-python) write a call in both
  /// forms, and clients send the whole message back: what stands in `tool_calls` as well is none.
  boolean isLegacy() {
    return role.equals("function") || (legacy && calls.isEmpty());
  }

  private void legacyCall() {
    if (!cursor.isNull()) {
      legacy = true;
      called = cursor.raw();
    }
  }

  /// What a function gave back. It goes on as it was written or not at all, so its name does for an
  /// id.
  private Message function() {
    return new Message(
        Role.TOOL, List.of(new Part.ToolResult("function", contentOrRefuse(), false)));
  }

  private Message spoken(Role who) {
    List<Part> parts = new ArrayList<>(contentOrRefuse());
    mark.ifPresent(parts::add);
    parts.addAll(others);
    return new Message(who, parts);
  }

  private Message assistant() {
    List<Part> parts = new ArrayList<>();
    reasoning.ifPresent(
        text -> parts.add(new Part.Reasoning(text, Optional.empty(), Optional.empty())));
    parts.addAll(content.orElse(List.of()));
    if (!calls.isEmpty()) {
      parts.removeIf(part -> part instanceof Part.Text text && text.text().isEmpty());
    }
    refusal.ifPresent(text -> parts.add(new Part.Refusal(text)));
    parts.addAll(calls);
    mark.ifPresent(parts::add);
    if (isLegacy()) {
      parts.add(new Part.Foreign(OpenAiApi.ID, MessageList.OWN_CALL, called));
    }
    parts.addAll(others);
    return new Message(Role.ASSISTANT, parts);
  }

  private Message tool() {
    String id = callId.orElseThrow(() -> BodyErrors.missing(param + ".tool_call_id"));
    List<Part> parts = new ArrayList<>();
    List<Part> said = new ArrayList<>(contentOrRefuse());
    mark.ifPresent(said::add);
    parts.add(new Part.ToolResult(id, said, false));
    return new Message(Role.TOOL, parts);
  }

  private List<Part> contentOrRefuse() {
    return content.orElseThrow(() ->
        BodyErrors.of(
            "invalid_type",
            "Invalid value for '%s.content': expected a string or an array of parts, got null."
                .formatted(param),
            param + ".content"));
  }

  private Optional<List<Part>> content() {
    if (cursor.isNull()) {
      return Optional.empty();
    } else if (cursor.isString()) {
      return Optional.of(List.of(new Part.Text(cursor.text())));
    }
    VALUES.array(cursor, param + ".content", "a string or an array of parts");
    List<Part> parts = new ArrayList<>();
    for (int i = 0; cursor.nextElement(); i++) {
      parts.addAll(new PartReader(cursor, param + ".content[" + i + "]").read());
    }
    return Optional.of(parts);
  }

  private List<Part> calls() {
    if (cursor.isNull()) {
      return List.of();
    }
    VALUES.array(cursor, param + ".tool_calls", "an array of objects");
    List<Part> all = new ArrayList<>();
    int count = 0;
    while (cursor.nextElement()) {
      all.addAll(call(param + ".tool_calls[" + count + "]"));
      count++;
    }
    return all;
  }

  /// A call; one that is no function's is kept as it was written.
  private List<Part> call(String where) {
    VALUES.object(cursor, where);
    int start = cursor.start();
    String id = "";
    Optional<Function> function = Optional.empty();
    String signature = "";
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "id" -> id = VALUES.text(cursor, where + ".id").orElse("");
        case "function" -> function = Optional.of(function(where + ".function"));
        case ExtraContent.MEMBER -> signature = ExtraContent.signature(cursor);
        default -> cursor.skip();
      }
    }
    if (function.isEmpty()) {
      return List.of(new Part.Foreign(OpenAiApi.ID, MessageList.OWN_CALL, cursor.rawFrom(start)));
    } else if (function.get().name().isEmpty()) {
      throw BodyErrors.missing(where + ".function.name");
    }
    var call = new Part.ToolCall(id, function.get().name(), function.get().arguments());
    return signature.isEmpty() ? List.of(call) : List.of(call, Seal.signature(signature, id));
  }

  /// What a call calls.
  private record Function(String name, String arguments) {}

  private Function function(String where) {
    VALUES.object(cursor, where);
    String name = "";
    String arguments = "";
    while (cursor.nextMember()) {
      boolean isName = cursor.name().equals("name");
      boolean isArguments = cursor.name().equals("arguments");
      String text = cursor.textOrRaw();
      name = isName ? text : name;
      arguments = isArguments ? text : arguments;
    }
    return new Function(name, arguments);
  }
}
