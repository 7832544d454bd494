package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.json.BodySplice;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.EarlierTurns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// What a client has said in a conversation, item by item: what it names of earlier answers stands
/// in the place of the names.
final class SaidItems {
  private static final String INPUT = "input";

  private SaidItems() {}

  /// The items of a request and of all before it; empty if some of them are not known.
  ///
  /// @param body that was read without an objection
  static Optional<List<String>> of(byte[] body, EarlierTurns earlier) {
    return BodySplice.of(body).flatMap(splice -> of(splice, earlier));
  }

  private static Optional<List<String>> of(BodySplice body, EarlierTurns earlier) {
    Optional<String> previous = body.value(References.PREVIOUS).flatMap(SaidItems::text);
    Optional<List<String>> before =
        previous.isEmpty() ? Optional.of(List.of()) : previous.flatMap(earlier::items);
    String input = body.value(INPUT).orElse("[]");
    Optional<List<String>> now =
        input.startsWith("[") ? items(input, earlier) : Optional.of(List.of(spoken(input)));
    return before.flatMap(first -> now.map(then -> joined(first, then)));
  }

  private static Optional<String> text(String json) {
    try (var cursor = opened("[" + json + "]")) {
      cursor.nextElement();
      return cursor.isString() ? Optional.of(cursor.text()) : Optional.empty();
    }
  }

  private static List<String> joined(List<String> first, List<String> then) {
    var all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  private static String spoken(String text) {
    return new JsonText()
        .open('{')
        .member("type", "message")
        .member("role", "user")
        .rawMember("content", text)
        .close('}')
        .toString();
  }

  private static Optional<List<String>> items(String input, EarlierTurns earlier) {
    var items = new ArrayList<String>();
    try (var cursor = opened(input)) {
      while (cursor.nextElement()) {
        Optional<List<String>> item = item(cursor, earlier);
        if (item.isEmpty()) {
          return Optional.empty();
        }
        items.addAll(item.get());
      }
    } catch (JacksonException e) {
      return Optional.empty();
    }
    return Optional.of(items);
  }

  private static Optional<List<String>> item(Cursor cursor, EarlierTurns earlier) {
    int start = cursor.start();
    String type = "";
    String id = "";
    boolean other = false;
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "type" -> type = cursor.isString() ? cursor.text() : "";
        case "id" -> id = cursor.isString() ? cursor.text() : "";
        default -> {
          other = true;
          cursor.skip();
        }
      }
    }
    boolean reference = type.equals(ItemReader.REFERENCE) || (type.isEmpty() && !other);
    return reference ? earlier.items(id) : Optional.of(List.of(cursor.rawFrom(start)));
  }

  /// A cursor before the first element of an array.
  private static Cursor opened(String array) {
    // A cursor opens at an object.
    var cursor = new Cursor(("{\"" + INPUT + "\":" + array + "}").getBytes(StandardCharsets.UTF_8));
    cursor.open();
    cursor.nextMember();
    return cursor;
  }

  /// Reads remembered items into a conversation.
  static void read(List<String> items, Conversation conversation, References references) {
    try (var cursor = opened("[" + String.join(",", items) + "]")) {
      while (cursor.nextElement()) {
        new ItemReader(cursor, References.PREVIOUS, references).readInto(conversation);
      }
    }
  }
}
