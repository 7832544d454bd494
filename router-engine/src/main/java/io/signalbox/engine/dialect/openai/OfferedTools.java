package io.signalbox.engine.dialect.openai;

import static io.signalbox.engine.dialect.openai.Values.VALUES;

import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tools that a client offers, and how free it leaves the model in calling them: functions,
/// custom tools as functions with one text, and the functions that came before tools. Where that is
/// not all, the members are kept as they were written too. Belongs to one thread.
final class OfferedTools {
  private static final int MOST = 10_000;
  private static final String TOOLS = "tools";
  private static final String CHOICE = "tool_choice";

  private final List<Tool> known = new ArrayList<>();
  private final Map<String, String> losses = new LinkedHashMap<>();
  private String list = "";
  private String choiceJson = "";
  private ToolChoice choice = new ToolChoice.Auto();
  private Optional<Set<String>> allowed = Optional.empty();
  private boolean legacy;

  /// Reads the member `tools`.
  void tools(Cursor cursor) {
    if (cursor.isNull()) {
      return;
    }
    VALUES.array(cursor, TOOLS, "an array of objects");
    int start = cursor.start();
    boolean others = false;
    for (int i = 0; cursor.nextElement(); i++) {
      if (i == MOST) {
        throw BodyErrors.of("array_above_max_length", "Invalid 'tools': array too long.", TOOLS);
      }
      ToolReader.Offered offered = ToolReader.read(cursor, TOOLS + "[" + i + "]");
      offered.tool().ifPresent(known::add);
      losses.putAll(offered.losses());
      others |= offered.isOther();
    }
    list = others ? cursor.rawFrom(start) : "";
  }

  /// Reads the functions of the form before tools.
  void functions(Cursor cursor) {
    if (cursor.isNull()) {
      return;
    }
    String where = CallReader.FUNCTIONS;
    VALUES.array(cursor, where, "an array of objects");
    for (int i = 0; cursor.nextElement(); i++) {
      if (i == MOST) {
        throw BodyErrors.of("array_above_max_length", "Invalid 'functions': too long.", where);
      }
      known.add(ToolReader.function(cursor, where + "[" + i + "]"));
      legacy = true;
    }
  }

  /// Reads `function_call`.
  void legacyChoice(Cursor cursor) {
    if (cursor.isNull()) {
      return;
    } else if (cursor.isString()) {
      choice = word(cursor.text(), CallReader.FUNCTION_CALL);
      return;
    }
    VALUES.object(cursor, CallReader.FUNCTION_CALL);
    var wish = new Wish();
    wish.read(cursor, CallReader.FUNCTION_CALL);
    choice = new ToolChoice.Named(wish.name(CallReader.FUNCTION_CALL));
  }

  /// Reads `tool_choice`.
  void choice(Cursor cursor) {
    if (cursor.isNull()) {
      return;
    } else if (cursor.isString()) {
      choice = word(cursor.text(), CHOICE);
      return;
    }
    VALUES.object(cursor, CHOICE);
    int start = cursor.start();
    var wish = new Wish();
    wish.read(cursor, CHOICE);
    choiceJson = cursor.rawFrom(start);
    switch (wish.type) {
      case "allowed_tools" -> {
        allowed = Optional.of(Set.copyOf(wish.names)).filter(names -> !names.isEmpty());
        choice = word(wish.mode, CHOICE + ".mode");
      }
      case "auto", "none", "any", "required" -> choice = word(wish.type, CHOICE);
      default -> named(wish);
    }
  }

  private void named(Wish wish) {
    if (wish.names.isEmpty()) {
      losses.put(CHOICE, choiceJson);
    } else {
      choice = new ToolChoice.Named(wish.names.getFirst());
    }
  }

  private static ToolChoice word(String word, String where) {
    return switch (word) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required", "any" -> new ToolChoice.Required();
      default -> throw BodyErrors.value(where, word, "'none', 'auto', and 'required'");
    };
  }

  /// What an object says of the tools that may or must be called.
  private static final class Wish {
    private String type = "";
    private String mode = "auto";
    private final List<String> names = new ArrayList<>();

    String name(String where) {
      return names.stream().findFirst().orElseThrow(() -> BodyErrors.missing(where + ".name"));
    }

    /// A name stands in the object of its type, or, as other APIs have it, right here.
    void read(Cursor cursor, String where) {
      while (cursor.nextMember()) {
        String member = where + "." + cursor.name();
        switch (cursor.name()) {
          case "type" -> type = type.isEmpty() ? VALUES.required(cursor, member) : skipped(cursor);
          case "mode" -> mode = VALUES.required(cursor, member);
          case "name" -> VALUES.text(cursor, member).ifPresent(names::add);
          case "function", CustomTools.TYPE, "allowed_tools" -> object(cursor, member);
          case TOOLS -> tools(cursor, member);
          default -> cursor.skip();
        }
      }
    }

    private String skipped(Cursor cursor) {
      cursor.skip();
      return type;
    }

    private void object(Cursor cursor, String where) {
      if (cursor.isObject()) {
        read(cursor, where);
      } else {
        cursor.skip();
      }
    }

    private void tools(Cursor cursor, String where) {
      VALUES.array(cursor, where, "an array of objects");
      while (cursor.nextElement()) {
        var tool = new Wish();
        tool.object(cursor, where);
        names.addAll(tool.names);
      }
    }
  }

  /// The functions that stand for them.
  List<Tool> offered() {
    return allowed
        .map(names -> known.stream().filter(tool -> names.contains(tool.name())).toList())
        .orElse(known);
  }

  ToolChoice choice() {
    return choice;
  }

  /// Whether one function at most may be called, and the answer has the form before tools.
  boolean isLegacy() {
    return legacy;
  }

  /// What an answer is to know of them, name → JSON text.
  Map<String, String> repeated() {
    Map<String, String> repeated = new LinkedHashMap<>();
    if (!list.isEmpty()) {
      repeated.put(TOOLS, list);
    }
    if (legacy) {
      repeated.put(CallReader.FUNCTIONS, "true");
    }
    return repeated;
  }

  /// What only this dialect can say: what is lost elsewhere → JSON text.
  Map<String, String> losses() {
    return losses;
  }

  /// Members as they were written, for a provider of this dialect.
  Map<String, String> own() {
    Map<String, String> own = new LinkedHashMap<>();
    if (!list.isEmpty()) {
      own.put(TOOLS, list);
    }
    if (!list.isEmpty() && !choiceJson.isEmpty()) {
      own.put(CHOICE, choiceJson);
    }
    return own;
  }
}
