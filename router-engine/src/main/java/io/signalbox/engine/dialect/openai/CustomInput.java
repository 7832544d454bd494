package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Tools that take text of any form, as functions with that text as their only argument: no API but
/// OpenAI's own has such tools.
public final class CustomInput {
  private static final String ARGUMENT = "input";
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\",\"description\":"
          + "\"The whole input as plain text.\"}},\"required\":[\"input\"],"
          + "\"additionalProperties\":false}";

  private CustomInput() {}

  /// The function.
  ///
  /// @param grammar what the text must follow, for the model to read: it is not enforced
  public static Tool function(String name, String description, String grammar) {
    String more = grammar.isEmpty() ? "" : "\n\nThe input must follow this grammar:\n" + grammar;
    return new Tool(name, description + more, SCHEMA, false);
  }

  /// The grammar of a `format`: `{"type":"grammar", "syntax", "definition"}`, the last two in
  /// `grammar` in chats; empty if it has none.
  public static String grammar(String format) {
    try (var cursor = new Cursor(format.getBytes(StandardCharsets.UTF_8))) {
      return cursor.open() ? definition(cursor) : "";
    }
  }

  private static String definition(Cursor cursor) {
    String definition = "";
    while (cursor.nextMember()) {
      if (cursor.name().equals("definition")) {
        definition = cursor.text();
      } else if (cursor.name().equals("grammar") && cursor.isObject()) {
        definition = definition(cursor);
      } else {
        cursor.skip();
      }
    }
    return definition;
  }

  /// The arguments that say the text.
  public static String arguments(String text) {
    return new JsonText().open('{').member(ARGUMENT, text).close('}').toString();
  }

  /// More of the text as more of the arguments.
  ///
  /// @param first whether it is the first of it
  static String more(String text, boolean first) {
    String quoted = new JsonText().string(text).toString();
    String inner = quoted.substring(1, quoted.length() - 1);
    return first ? "{\"" + ARGUMENT + "\":\"" + inner : inner;
  }

  /// The end of arguments that came in pieces.
  ///
  /// @param begun whether there were any
  static String last(boolean begun) {
    return begun ? "\"}" : arguments("");
  }

  /// The text that arguments say. Whatever has another form is taken as the text itself.
  public static String text(String arguments) {
    try (var cursor = new Cursor(arguments.getBytes(StandardCharsets.UTF_8))) {
      return cursor.open() ? input(cursor).orElse(arguments) : arguments;
    } catch (JacksonException e) {
      return arguments;
    }
  }

  private static Optional<String> input(Cursor cursor) {
    Optional<String> found = Optional.empty();
    while (cursor.nextMember()) {
      boolean meant = cursor.name().equals(ARGUMENT) && cursor.isString();
      String value = cursor.text();
      found = meant ? Optional.of(value) : found;
    }
    return found;
  }
}
