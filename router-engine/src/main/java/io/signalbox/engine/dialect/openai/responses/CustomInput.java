package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Tools that take text of any form, as functions with that text as their only argument: no other
/// dialect has such tools.
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
  static Tool function(String name, String description, String grammar) {
    String more = grammar.isEmpty() ? "" : "\n\nThe input must follow this grammar:\n" + grammar;
    return new Tool(name, description + more, SCHEMA, false);
  }

  /// The arguments that say the text.
  public static String arguments(String text) {
    return new JsonText().open('{').member(ARGUMENT, text).close('}').toString();
  }

  /// The text that arguments say. Whatever has another form is taken as the text itself.
  static String text(String arguments) {
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
