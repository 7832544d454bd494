package io.signalbox.engine.dialect.gemini.client;

import static io.signalbox.engine.dialect.gemini.client.Values.VALUES;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
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
  private final List<ReadPart> read = new ArrayList<>();

  TurnReader(Cursor cursor, String param, CallIds ids) {
    this.cursor = cursor;
    this.param = param;
    this.ids = ids;
  }

  /// Adds what it says, if anything.
  void readInto(Conversation conversation) {
    Members.read(cursor, param, this::member);
    switch (role) {
      case "user", "function", "tool" -> addUser(conversation);
      case "model" -> conversation.addSpoken(read);
      case "system" -> conversation.add(Role.SYSTEM, all());
      default -> throw BodyErrors.value(Members.at(param, "role"), role, "'user' or 'model'");
    }
  }

  /// Only the parts, whoever speaks.
  List<Part> parts() {
    Members.read(cursor, param, this::member);
    return all();
  }

  private List<Part> all() {
    return read.stream().flatMap(part -> part.parts().stream()).toList();
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
              place -> read.add(new PartReader(cursor, place, ids).read()));
      default -> cursor.skip();
    }
  }

  private void addUser(Conversation conversation) {
    List<Part> results = new ArrayList<>();
    List<Part> others = new ArrayList<>();
    all().forEach(part -> (part instanceof Part.ToolResult ? results : others).add(part));
    conversation.add(Role.TOOL, results);
    conversation.add(Role.USER, others);
  }
}
