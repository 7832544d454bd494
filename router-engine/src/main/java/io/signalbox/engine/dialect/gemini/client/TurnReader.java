package io.signalbox.engine.dialect.gemini.client;

import static io.signalbox.engine.dialect.gemini.client.Values.VALUES;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.gemini.CarriedThinking;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;

/// Reads one content of a client's body. What functions gave becomes a message of its own, before
/// what the user says beside it. Belongs to one thread.
final class TurnReader {
  private final Cursor cursor;
  private final String param;
  private final CallIds ids;
  private String role = "user";
  private final List<Part> parts = new ArrayList<>();

  TurnReader(Cursor cursor, String param, CallIds ids) {
    this.cursor = cursor;
    this.param = param;
    this.ids = ids;
  }

  /// The messages that it makes; none if it says nothing.
  List<Message> read() {
    Members.read(cursor, param, this::member);
    return switch (role) {
      case "user", "function", "tool" -> user();
      case "model" -> message(Role.ASSISTANT, spoken());
      case "system" -> message(Role.SYSTEM, parts);
      default -> throw BodyErrors.value(Members.at(param, "role"), role, "'user' or 'model'");
    };
  }

  /// Only the parts, whoever speaks.
  List<Part> parts() {
    Members.read(cursor, param, this::member);
    return parts;
  }

  private void member(String name) {
    String where = Members.at(param, name);
    switch (name) {
      case "role" ->
          role = VALUES.text(cursor, where).filter(each -> !each.isEmpty()).orElse("user");
      case "parts" ->
          Values.each(
              cursor,
              where,
              "a list of parts",
              place -> parts.addAll(new PartReader(cursor, place, ids).read()));
      default -> cursor.skip();
    }
  }

  /// Thinking that came back with a call need not come back a second time.
  private List<Part> spoken() {
    boolean carried =
        parts.stream()
            .anyMatch(part ->
                part instanceof Part.Reasoning thought && CarriedThinking.isForeign(thought));
    return carried
        ? parts.stream()
            .filter(part ->
                !(part instanceof Part.Reasoning thought) || CarriedThinking.isForeign(thought))
            .toList()
        : parts;
  }

  private List<Message> user() {
    List<Part> results = new ArrayList<>();
    List<Part> others = new ArrayList<>();
    parts.forEach(part -> (part instanceof Part.ToolResult ? results : others).add(part));
    List<Message> messages = new ArrayList<>(message(Role.TOOL, results));
    messages.addAll(message(Role.USER, others));
    return messages;
  }

  private static List<Message> message(Role role, List<Part> parts) {
    return parts.isEmpty() ? List.of() : List.of(new Message(role, parts));
  }
}
