package io.signalbox.engine.dialect.gemini.client;

import static io.signalbox.engine.dialect.gemini.client.Values.VALUES;

import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.gemini.CallingMode;
import io.signalbox.engine.json.Cursor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Reads how free the model is in calling tools. Belongs to one thread.
final class CallingReader {
  private final Cursor cursor;
  private CallingMode mode = CallingMode.MODE_UNSPECIFIED;
  private List<String> allowed = List.of();
  private boolean plain = true;

  CallingReader(Cursor cursor) {
    this.cursor = cursor;
  }

  void read(String param) {
    Members.read(
        cursor,
        param,
        name -> {
          boolean known = name.equals("functionCallingConfig") && !cursor.isNull();
          if (known) {
            Members.read(
                cursor, Members.at(param, name), each -> member(each, Members.at(param, name)));
          } else {
            plain &= cursor.isNull();
            cursor.skip();
          }
        });
  }

  private void member(String name, String param) {
    String where = Members.at(param, name);
    switch (name) {
      case "mode" -> VALUES.text(cursor, where).ifPresent(word -> mode = mode(word, where));
      case "allowedFunctionNames" -> allowed = Values.texts(cursor, where);
      default -> {
        plain &= cursor.isNull();
        cursor.skip();
      }
    }
  }

  private static CallingMode mode(String word, String where) {
    return Arrays.stream(CallingMode.values())
        .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> BodyErrors.value(where, word, allModes()));
  }

  private static String allModes() {
    return Arrays.stream(CallingMode.values())
        .filter(each -> each != CallingMode.MODE_UNSPECIFIED)
        .map(each -> "'" + each + "'")
        .collect(Collectors.joining(", "));
  }

  ToolChoice choice() {
    return mode.choice(allowed);
  }

  /// Whether that is all that was said.
  boolean isWhole() {
    boolean several = mode == CallingMode.VALIDATED ? !allowed.isEmpty() : allowed.size() > 1;
    return plain && mode != CallingMode.VALIDATED && !several;
  }

  /// The functions that may be called. Other APIs name one at most, so the others are not offered.
  List<Tool> offered(List<Tool> functions) {
    List<Tool> named =
        functions.stream().filter(function -> allowed.contains(function.name())).toList();
    boolean narrows = mode == CallingMode.ANY || mode == CallingMode.VALIDATED;
    return narrows && allowed.size() > 1 && !named.isEmpty() ? named : functions;
  }
}
