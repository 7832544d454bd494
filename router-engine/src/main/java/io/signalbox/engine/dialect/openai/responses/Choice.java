package io.signalbox.engine.dialect.openai.responses;

import static io.signalbox.engine.dialect.openai.responses.Values.VALUES;

import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.openai.BodyErrors;
import io.signalbox.engine.json.Cursor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How free a client leaves the model in calling tools.
///
/// @param choice the freedom
/// @param allowed the functions that may be called; empty if all may
/// @param known whether this is all that the client wants
record Choice(ToolChoice choice, Optional<Set<String>> allowed, boolean known) {
  static final Choice AUTO = free(new ToolChoice.Auto());

  private static final String WORDS = "'none', 'auto', and 'required'";
  private static final String WHERE = "tool_choice";

  private static Choice free(ToolChoice choice) {
    return new Choice(choice, Optional.empty(), true);
  }

  /// The tools that may be called.
  List<Tool> among(List<Tool> tools) {
    return allowed
        .map(names -> tools.stream().filter(tool -> names.contains(tool.name())).toList())
        .orElse(tools);
  }

  static Choice read(Cursor cursor) {
    if (cursor.isString()) {
      return free(word(cursor.text(), WHERE));
    }
    VALUES.object(cursor, WHERE);
    String type = "";
    String mode = "auto";
    Set<String> names = Set.of();
    var name = new Name();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "type" -> type = VALUES.required(cursor, WHERE + ".type");
        case "mode" -> mode = VALUES.required(cursor, WHERE + ".mode");
        case "tools" -> names = names(cursor);
        default -> name.take(cursor, WHERE);
      }
    }
    return switch (type) {
      case "" -> throw BodyErrors.missing(WHERE + ".type");
      case "function", "custom" -> free(new ToolChoice.Named(name.function(WHERE)));
      case "allowed_tools" -> new Choice(word(mode, WHERE + ".mode"), Optional.of(names), true);
      default -> new Choice(new ToolChoice.Auto(), Optional.empty(), false);
    };
  }

  private static ToolChoice word(String word, String where) {
    return switch (word) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Required();
      default -> throw BodyErrors.value(where, word, WORDS);
    };
  }

  /// The functions of a list of tools; a tool without a name is one that only OpenAI can run.
  private static Set<String> names(Cursor cursor) {
    String where = WHERE + ".tools";
    VALUES.array(cursor, where, "an array of objects");
    Set<String> names = new HashSet<>();
    for (int i = 0; cursor.nextElement(); i++) {
      String each = where + "[" + i + "]";
      VALUES.object(cursor, each);
      var name = new Name();
      while (cursor.nextMember()) {
        name.take(cursor, each);
      }
      if (name.isKnown()) {
        names.add(name.function(each));
      }
    }
    return names;
  }

  /// The name of a tool among other members.
  private static final class Name {
    private Optional<String> name = Optional.empty();
    private String namespace = "";

    void take(Cursor cursor, String where) {
      switch (cursor.name()) {
        case "name" -> name = VALUES.text(cursor, where + ".name");
        case "namespace" -> namespace = VALUES.text(cursor, where + ".namespace").orElse("");
        default -> cursor.skip();
      }
    }

    boolean isKnown() {
      return name.isPresent();
    }

    String function(String where) {
      String called = name.orElseThrow(() -> BodyErrors.missing(where + ".name"));
      return new ToolName(namespace, called, false).function();
    }
  }
}
