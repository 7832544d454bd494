package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.RequestRules;
import java.util.Set;
import tools.jackson.core.JacksonException;

/// The members of the messages in a client's body, null ones among them: servers that take no other
/// members than they know refuse these, too.
final class MessageMembers {
  private static final Set<String> ALWAYS = Set.of("role", "content", "tool_calls", "tool_call_id");

  /// Parts of Responses, which some clients write in chats.
  private static final Set<String> OF_RESPONSES =
      Set.of("input_text", "output_text", "input_image", "input_file");

  private MessageMembers() {}

  /// Whether the messages have no members but those that are taken.
  static boolean fit(byte[] body, RequestRules rules) {
    boolean anyIsTaken = rules.messageMembers().isEmpty() && rules.refusedInMessages().isEmpty();
    return anyIsTaken || areTaken(body, rules);
  }

  private static boolean areTaken(byte[] body, RequestRules rules) {
    try (var cursor = new Cursor(body)) {
      boolean taken = cursor.open();
      while (taken && cursor.nextMember()) {
        if (cursor.name().equals("messages") && cursor.isArray()) {
          taken = messages(cursor, rules);
        } else {
          cursor.skip();
        }
      }
      return taken;
    } catch (JacksonException e) {
      return false;
    }
  }

  private static boolean messages(Cursor cursor, RequestRules rules) {
    boolean taken = true;
    while (taken && cursor.nextElement()) {
      taken = !cursor.isObject() || message(cursor, rules);
    }
    return taken;
  }

  private static boolean message(Cursor cursor, RequestRules rules) {
    while (cursor.nextMember()) {
      if (!ALWAYS.contains(cursor.name()) && !rules.takesInMessages(cursor.name())) {
        return false;
      } else if (cursor.name().equals("content") && cursor.isArray()) {
        if (!content(cursor, rules)) {
          return false;
        }
      } else {
        cursor.skip();
      }
    }
    return true;
  }

  /// Whether it has no parts of another API.
  private static boolean content(Cursor cursor, RequestRules rules) {
    while (cursor.nextElement()) {
      if (!cursor.isObject()) {
        cursor.skip();
        continue;
      }
      while (cursor.nextMember()) {
        boolean isType = cursor.name().equals("type");
        if (isType && isForeign(cursor.text(), rules)) {
          return false;
        }
        cursor.skip();
      }
    }
    return true;
  }

  private static boolean isForeign(String type, RequestRules rules) {
    boolean block =
        OF_RESPONSES.contains(type) || (!type.equals("thinking") && MessagesBlock.is(type));
    return block
        || (DocumentPart.isOne(type)
            && rules.documents().filter(as -> !DocumentPart.takes(as, type)).isPresent());
  }
}
