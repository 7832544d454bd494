package io.signalbox.engine.dialect.openai;

import static io.signalbox.engine.dialect.openai.Values.VALUES;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.CacheControl;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one message of a client's body. Belongs to one thread.
final class MessageReader {
  private static final String ROLES = "'system', 'assistant', 'user', 'tool', and 'developer'";

  private final Cursor cursor;
  private final String param;
  private final int legacyCalls;
  private final boolean legacyWaits;
  private String role = "";
  private Optional<List<Part>> content = Optional.empty();
  private Optional<String> reasoning = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private Optional<String> callId = Optional.empty();
  private Optional<Part.CacheMark> mark = Optional.empty();
  private Optional<Part.ToolCall> legacy = Optional.empty();
  private List<Part> calls = List.of();
  private final List<Part> others = new ArrayList<>();

  /// @param legacyCalls how many calls of the form before tools came until here
  /// @param legacyWaits whether the last of them has no result yet
  MessageReader(Cursor cursor, String param, int legacyCalls, boolean legacyWaits) {
    this.cursor = cursor;
    this.param = param;
    this.legacyCalls = legacyCalls;
    this.legacyWaits = legacyWaits;
  }

  /// The message. What stands in the content of another role's is a message of its own.
  List<Message> read() {
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
      case "tool_calls" -> calls = CallReader.calls(cursor, param + ".tool_calls");
      case CallReader.FUNCTION_CALL -> legacyCall();
      case CacheControl.MEMBER -> mark = CacheControl.read(cursor);
      default -> other(name);
    }
  }

  private Optional<String> thought() {
    return reasoning;
  }

  private void other(String name) {
    String json = cursor.raw();
    if (!json.equals("null") && !json.equals("[]")) {
      others.add(new Part.Foreign(OpenAiApi.ID, MessageList.MEMBER + name, json));
    }
  }

  /// Whether a function is called in the form before tools. Some servers (llama-cpp-python) write a
  /// call in both forms, and clients send the whole message back: what stands in `tool_calls` as
  /// well is none.
  boolean callsLegacy() {
    return legacy.isPresent() && calls.isEmpty();
  }

  /// Whether the last such call waits for its result after this message.
  boolean leavesLegacyCall() {
    return callsLegacy() || (legacyWaits && !role.equals("function"));
  }

  private void legacyCall() {
    if (!cursor.isNull()) {
      String where = param + "." + CallReader.FUNCTION_CALL;
      legacy = Optional.of(CallReader.legacy(cursor, where, legacyCalls + 1));
    }
  }

  /// What the function gave back that was called last. Where no call waits for it, as in a history
  /// that was cut off, the user says it: most providers refuse the result of no call.
  private List<Message> function() {
    List<Part> said = new ArrayList<>(contentOrRefuse());
    mark.ifPresent(said::add);
    if (!legacyWaits) {
      String head = "Result of the function" + functionName() + ":\n";
      boolean text = !said.isEmpty() && said.getFirst() instanceof Part.Text;
      String first = text ? ((Part.Text) said.removeFirst()).text() : "";
      said.addFirst(new Part.Text(head + first));
      return List.of(new Message(Role.USER, said));
    }
    var result = new Part.ToolResult(CallReader.legacyId(legacyCalls), said, false);
    return List.of(new Message(Role.TOOL, List.of(result)));
  }

  private String functionName() {
    return others.stream()
        .map(each -> ((Part.Foreign) each))
        .filter(each -> each.kind().equals(MessageList.MEMBER + "name"))
        .map(each -> " " + each.json())
        .findFirst()
        .orElse("");
  }

  private List<Message> spoken(Role who) {
    List<Part> parts = new ArrayList<>(contentOrRefuse());
    List<Part> results = taken(parts);
    mark.ifPresent(parts::add);
    parts.addAll(others);
    List<Message> said = new ArrayList<>();
    if (!results.isEmpty()) {
      said.add(new Message(Role.TOOL, results));
    }
    if (results.isEmpty() || !parts.isEmpty()) {
      said.add(new Message(who, parts));
    }
    return said;
  }

  /// Takes the results of tools out of a content.
  private static List<Part> taken(List<Part> parts) {
    var results = new ArrayList<Part>();
    for (Part part : parts) {
      if (part instanceof Part.ToolResult) {
        results.add(part);
      }
    }
    parts.removeAll(results);
    return results;
  }

  private List<Message> assistant() {
    List<Part> parts = new ArrayList<>();
    List<Part> blocks = new ArrayList<>(content.orElse(List.of()));
    List<Part> results = taken(blocks);
    if (blocks.stream().noneMatch(Part.Reasoning.class::isInstance)) {
      reasoning.ifPresent(
          text -> parts.add(new Part.Reasoning(text, Optional.empty(), Optional.empty())));
    }
    parts.addAll(blocks);
    if (!calls.isEmpty()) {
      parts.removeIf(part -> part instanceof Part.Text text && text.text().isEmpty());
      parts.removeIf(this::isCalledBeside);
    }
    refusal.ifPresent(text -> parts.add(new Part.Refusal(text)));
    parts.addAll(calls);
    if (calls.isEmpty()) {
      legacy.ifPresent(parts::add);
    }
    mark.ifPresent(parts::add);
    parts.addAll(others);
    Message said = new Message(Role.ASSISTANT, parts);
    return results.isEmpty() ? List.of(said) : List.of(said, new Message(Role.TOOL, results));
  }

  /// LangChain keeps a call in the content and in `tool_calls`.
  private boolean isCalledBeside(Part part) {
    return part instanceof Part.ToolCall call
        && calls.stream()
            .anyMatch(each -> each instanceof Part.ToolCall same && same.id().equals(call.id()));
  }

  /// Blocks of Messages may hold the results of several calls. What stands beside them is part of
  /// the message's own result.
  private List<Message> tool() {
    List<Part> content = contentOrRefuse();
    String id = answeredId(content);
    List<Part> results = new ArrayList<>();
    List<Part> said = new ArrayList<>();
    boolean failed = false;
    for (Part part : content) {
      switch (part) {
        case Part.ToolResult own when own.callId().equals(id) -> {
          said.addAll(own.content());
          failed |= own.error();
        }
        case Part.ToolResult other -> results.add(other);
        default -> said.add(part);
      }
    }
    mark.ifPresent(said::add);
    results.add(new Part.ToolResult(id, said, failed));
    return List.of(new Message(Role.TOOL, results));
  }

  /// The call that the message answers; where only its blocks say so, the last of them.
  private String answeredId(List<Part> content) {
    return callId
        .or(() ->
            content.reversed().stream()
                .filter(Part.ToolResult.class::isInstance)
                .map(result -> ((Part.ToolResult) result).callId())
                .findFirst())
        .orElseThrow(() -> BodyErrors.missing(param + ".tool_call_id"));
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
    }
    return Optional.of(PartReader.content(cursor, param + ".content"));
  }
}
