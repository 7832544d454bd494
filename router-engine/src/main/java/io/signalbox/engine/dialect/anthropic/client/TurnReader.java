package io.signalbox.engine.dialect.anthropic.client;

import static io.signalbox.engine.dialect.anthropic.client.Values.VALUES;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one turn of a client's body. What tools answered becomes a message of its own, before what
/// the user says beside it. Belongs to one thread.
final class TurnReader {
  private final Cursor cursor;
  private final String param;
  private String role = "";
  private Optional<List<Part>> content = Optional.empty();

  TurnReader(Cursor cursor, String param) {
    this.cursor = cursor;
    this.param = param;
  }

  List<Message> read() {
    VALUES.object(cursor, param);
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "role" -> role = VALUES.required(cursor, param + ".role");
        case "content" -> content = Optional.of(BlockReader.content(cursor, param + ".content"));
        default -> cursor.skip();
      }
    }
    if (role.isEmpty()) {
      throw BodyErrors.missing(param + ".role");
    }
    List<Part> parts = content.orElseThrow(() -> BodyErrors.missing(param + ".content"));
    return switch (role) {
      case "user" -> user(parts);
      case "assistant" -> List.of(new Message(Role.ASSISTANT, parts));
      case "system" -> List.of(new Message(Role.SYSTEM, parts));
      default -> throw BodyErrors.value(param + ".role", role, "'user' or 'assistant'");
    };
  }

  private static List<Message> user(List<Part> parts) {
    List<Part> results = new ArrayList<>();
    List<Part> others = new ArrayList<>();
    parts.forEach(part -> (part instanceof Part.ToolResult ? results : others).add(part));
    List<Message> messages = new ArrayList<>();
    if (!results.isEmpty()) {
      messages.add(new Message(Role.TOOL, results));
    }
    if (results.isEmpty() || !others.isEmpty()) {
      messages.add(new Message(Role.USER, others));
    }
    return messages;
  }
}
