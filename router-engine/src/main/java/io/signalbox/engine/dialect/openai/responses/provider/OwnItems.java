package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Items in a client's input that no provider of this API made: answers of models that were called
/// in another dialect, written as items by this proxy. Their thinking means nothing to a provider
/// of this API, which refuses it, and their ids are known to nobody.
final class OwnItems {
  /// What follows the kind of an item in its id: the id of the request that it answered.
  private static final String REQUEST = "_req_";

  private OwnItems() {}

  /// An input without such thinking and such ids; the same text if it has none.
  ///
  /// @param losses told of thinking that is left out
  static String takenOut(String input, Set<String> losses) {
    boolean mayHave = input.contains(REQUEST) || input.contains(Seal.MARK);
    if (!mayHave || !input.startsWith("[")) {
      return input;
    }
    // A cursor opens at an object.
    byte[] wrapped = ("{\"input\":" + input + "}").getBytes(StandardCharsets.UTF_8);
    try (var cursor = new Cursor(wrapped)) {
      cursor.open();
      cursor.nextMember();
      return items(cursor, losses);
    } catch (JacksonException e) {
      return input;
    }
  }

  private static String items(Cursor cursor, Set<String> losses) {
    var json = new JsonText().open('[');
    while (cursor.nextElement()) {
      if (cursor.isObject()) {
        item(cursor, json, losses);
      } else {
        json.raw(cursor.raw());
      }
    }
    return json.close(']').toString();
  }

  private static void item(Cursor cursor, JsonText json, Set<String> losses) {
    int start = cursor.start();
    var anonymous = new JsonText().open('{');
    String type = "";
    String content = "";
    boolean own = false;
    boolean sealed = false;
    while (cursor.nextMember()) {
      String name = cursor.name();
      boolean text = cursor.isString();
      String value = text ? cursor.text() : "";
      String written = text ? new JsonText().string(value).toString() : cursor.raw();
      switch (name) {
        case "content" -> content = written;
        case "type" -> type = value;
        case "encrypted_content" -> sealed = value.startsWith(Seal.MARK);
        default -> {}
      }
      if (name.equals("id") && isOwn(value)) {
        own = true;
      } else {
        anonymous.name(name).raw(written);
      }
    }
    String raw = cursor.rawFrom(start);
    if (type.equals("reasoning") && (own || sealed)) {
      losses.add("input: reasoning of another model family was left out");
    } else if (type.equals("message") && own) {
      said(content, json);
    } else {
      json.raw(own ? anonymous.close('}').toString() : raw);
    }
  }

  /// A message in parts of an answer must have an id; one whose content is a text need not.
  private static void said(String content, JsonText json) {
    JsonNode parts = JsonTree.read(content).orElseGet(JsonTree::array);
    var text = new StringBuilder(parts.asString(""));
    for (JsonNode part : parts) {
      text.append(JsonTree.text(part, "text")).append(JsonTree.text(part, "refusal"));
    }
    json.open('{').member("type", "message").member("role", "assistant");
    json.member("content", text.toString()).close('}');
  }

  private static boolean isOwn(String id) {
    int at = id.indexOf('_');
    return at > 0 && id.startsWith(REQUEST, at);
  }
}
