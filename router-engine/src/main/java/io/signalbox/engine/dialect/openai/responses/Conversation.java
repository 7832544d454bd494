package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The items of a conversation as messages: what the model thought, said and called in one turn is
/// one message, and so are the answers of tools that follow each other. Belongs to one thread.
final class Conversation {
  private final List<Message> messages = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Part.Foreign> own = new ArrayList<>();
  private Role role = Role.USER;
  private boolean open;

  void add(Role who, List<Part> said) {
    boolean joins = open && who == role && (who == Role.ASSISTANT || who == Role.TOOL);
    if (!joins) {
      close();
    }
    open = true;
    role = who;
    if (who == Role.ASSISTANT) {
      parts.addAll(own);
      own.clear();
    }
    parts.addAll(said);
  }

  void add(Role who, Part said) {
    add(who, List.of(said));
  }

  /// Adds what only this API knows, as calls of the provider's own tools. It belongs to what the
  /// model says next, for alone it would be an empty message in any other dialect.
  void addOwn(Part.Foreign item) {
    if (open && role == Role.ASSISTANT) {
      parts.add(item);
    } else {
      own.add(item);
    }
  }

  /// The kinds of what the model said nothing after.
  List<String> unplaced() {
    return own.stream().map(Part.Foreign::kind).toList();
  }

  private void close() {
    if (open) {
      messages.add(new Message(role, parts));
      parts.clear();
    }
  }

  /// All of it, to which nothing more is added.
  ///
  /// @param instructions what stands before it
  List<Message> after(Optional<String> instructions) {
    close();
    open = false;
    List<Message> all = new ArrayList<>();
    instructions.ifPresent(text -> all.add(Message.of(Role.SYSTEM, text)));
    all.addAll(messages);
    return all;
  }
}
