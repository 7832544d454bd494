package io.signalbox.engine.dialect.openai.responses;

import static io.signalbox.engine.dialect.openai.responses.Values.VALUES;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.dialect.openai.BodyErrors;
import io.signalbox.engine.dialect.openai.CustomInput;
import io.signalbox.engine.json.Cursor;
import java.util.List;
import java.util.Optional;

/// Reads one item of a client's input. Members may come in any order, and of types that we do not
/// know they may have any form, so all are read before the item is judged. Belongs to one thread.
final class ItemReader {
  private static final String MESSAGE = "message";

  /// The type of an item that names an earlier one.
  static final String REFERENCE = "item_reference";

  private static final String ROLES = "'assistant', 'system', 'developer', and 'user'";

  private final Cursor cursor;
  private final String param;
  private final References references;
  private boolean bare = true;
  private Optional<String> type = Optional.empty();
  private Optional<String> role = Optional.empty();
  private Optional<String> id = Optional.empty();
  private Optional<String> callId = Optional.empty();
  private Optional<String> name = Optional.empty();
  private Optional<String> namespace = Optional.empty();
  private Optional<String> arguments = Optional.empty();
  private Optional<String> input = Optional.empty();
  private Optional<String> sealed = Optional.empty();
  private Optional<String> content = Optional.empty();
  private Optional<String> summary = Optional.empty();
  private Optional<String> output = Optional.empty();

  ItemReader(Cursor cursor, String param, References references) {
    this.cursor = cursor;
    this.param = param;
    this.references = references;
  }

  /// Adds the item to the conversation; one of a type that has no place of its own is kept as it
  /// was written.
  void readInto(Conversation conversation) {
    VALUES.object(cursor, param);
    int start = cursor.start();
    while (cursor.nextMember()) {
      member(cursor.name());
    }
    String kind = type.orElse(role.isPresent() ? MESSAGE : bare && id.isPresent() ? REFERENCE : "");
    switch (kind) {
      case MESSAGE -> conversation.add(speaker(), parts(content, "content"));
      case "reasoning" -> thought().forEach(thinking -> conversation.add(Role.ASSISTANT, thinking));
      case "function_call" ->
          conversation.add(Role.ASSISTANT, call(false, need(arguments, "arguments")));
      case "custom_tool_call" ->
          conversation.add(Role.ASSISTANT, call(true, CustomInput.arguments(need(input, "input"))));
      case "function_call_output", "custom_tool_call_output" ->
          conversation.add(
              Role.TOOL,
              new Part.ToolResult(need(callId, "call_id"), parts(output, "output"), false));
      case REFERENCE -> earlier(conversation, cursor.rawFrom(start));
      case "" -> throw BodyErrors.missing(param + ".type");
      default ->
          conversation.addOwn(
              new Part.Foreign(ResponsesClient.ID, ToolReader.word(kind), cursor.rawFrom(start)));
    }
  }

  /// What an item that is not known says only its keeper can tell.
  private void earlier(Conversation conversation, String json) {
    Optional<List<String>> known = references.item(need(id, "id"), param);
    known.ifPresentOrElse(
        items -> SaidItems.read(items, conversation, references),
        () -> conversation.addOwn(new Part.Foreign(ResponsesClient.ID, REFERENCE, json)));
  }

  private void member(String member) {
    bare &= member.equals("id") || member.equals("type");
    switch (member) {
      case "type" -> type = VALUES.text(cursor, param + ".type");
      case "role" -> role = VALUES.text(cursor, param + ".role");
      case "id" -> id = optional();
      case "call_id" -> callId = optional();
      case "name" -> name = optional();
      case "namespace" -> namespace = optional();
      case "arguments" -> arguments = arguments();
      case "input" -> input = optional();
      case "encrypted_content" -> sealed = optional();
      case "content" -> content = Values.json(cursor);
      case "summary" -> summary = Values.json(cursor);
      case "output" -> output = Values.json(cursor);
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

  /// Some clients send the object itself.
  private Optional<String> arguments() {
    return cursor.isNull() ? Optional.empty() : Optional.of(cursor.textOrRaw());
  }

  private String need(Optional<String> value, String member) {
    return value.orElseThrow(() -> BodyErrors.missing(param + "." + member));
  }

  private List<Part> parts(Optional<String> json, String member) {
    return PartReader.content(need(json, member), param + "." + member);
  }

  private Role speaker() {
    String who = need(role, "role");
    return switch (who) {
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      case "system" -> Role.SYSTEM;
      case "developer" -> Role.DEVELOPER;
      default -> throw BodyErrors.value(param + ".role", who, ROLES);
    };
  }

  private Part call(boolean custom, String said) {
    var tool = new ToolName(namespace.orElse(""), need(name, "name"), custom);
    return new Part.ToolCall(need(callId, "call_id"), tool.function(), said);
  }

  /// The thinking itself where it is told, else the summary of it.
  private List<Part> thought() {
    String text = content.map(json -> text(json, "content")).orElse("");
    String told = text.isEmpty() ? summary.map(json -> text(json, "summary")).orElse("") : text;
    return Seal.open(told, sealed.orElse(""));
  }

  private String text(String json, String member) {
    return new Message(Role.ASSISTANT, PartReader.content(json, param + "." + member)).text();
  }
}
