package io.signalbox.engine.dialect.ollama;

import static io.signalbox.engine.dialect.ollama.Values.VALUES;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.List;

/// Reads the members that only `/api/generate` has. What would make another question of it if it
/// were left out is refused. Belongs to one thread.
final class PromptReader {
  private String prompt = "";
  private String system = "";
  private List<Part> pictures = List.of();

  /// Whether it is such a member.
  boolean read(Cursor cursor, String name) {
    switch (name) {
      case "prompt" -> prompt = VALUES.text(cursor, name).orElse("");
      case "system" -> system = VALUES.text(cursor, name).orElse("");
      case "images" -> pictures = Pictures.read(cursor, name);
      case "suffix" -> refuse(name, hasText(cursor, name), "send it within the prompt");
      case "template" -> refuse(name, hasText(cursor, name), "send the prompt without it");
      case "raw" ->
          refuse(
              name, VALUES.flag(cursor, name).orElse(false), "send the prompt without a template");
      case "context" -> refuse(name, hasElements(cursor), "send the conversation to /api/chat");
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean hasText(Cursor cursor, String name) {
    return VALUES.text(cursor, name).filter(text -> !text.isEmpty()).isPresent();
  }

  private static boolean hasElements(Cursor cursor) {
    if (cursor.isNull()) {
      return false;
    }
    VALUES.array(cursor, "context", "an array of numbers");
    boolean any = false;
    while (cursor.nextElement()) {
      any = true;
      cursor.skip();
    }
    return any;
  }

  private static void refuse(String name, boolean sent, String instead) {
    if (sent) {
      throw BodyErrors.of(
          name, "is not supported, since providers take no raw prompts; " + instead);
    }
  }

  /// The question; empty if nothing is asked.
  List<Message> messages() {
    if (prompt.isEmpty() && pictures.isEmpty()) {
      return List.of();
    }
    List<Message> all = new ArrayList<>();
    if (!system.isEmpty()) {
      all.add(Message.of(Role.SYSTEM, system));
    }
    List<Part> parts = new ArrayList<>();
    if (!prompt.isEmpty()) {
      parts.add(new Part.Text(prompt));
    }
    parts.addAll(pictures);
    all.add(new Message(Role.USER, parts));
    return all;
  }
}
