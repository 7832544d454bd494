package io.signalbox.engine.dialect.openai.responses;

import static io.signalbox.engine.dialect.openai.responses.Values.VALUES;

import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.dialect.openai.BodyErrors;
import io.signalbox.engine.dialect.openai.CustomInput;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one tool, or a group of them. Belongs to one thread.
final class ToolReader {
  private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,60}");

  private final Cursor cursor;
  private final String param;
  private final String namespace;
  private String type = "";
  private Optional<String> name = Optional.empty();
  private Optional<String> description = Optional.empty();
  private Optional<String> schema = Optional.empty();
  private Optional<Boolean> strict = Optional.empty();
  private Optional<String> format = Optional.empty();
  private Optional<String> group = Optional.empty();

  ToolReader(Cursor cursor, String param, String namespace) {
    this.cursor = cursor;
    this.param = param;
    this.namespace = namespace;
  }

  void readInto(ToolList list) {
    VALUES.object(cursor, param);
    int start = cursor.start();
    while (cursor.nextMember()) {
      take(cursor.name(), param + "." + cursor.name());
    }
    String json = cursor.rawFrom(start);
    switch (type) {
      case "" -> throw BodyErrors.missing(param + ".type");
      case "function" -> function(list);
      case "custom" -> custom(list, json);
      case "namespace" -> group(list, json);
      default -> list.lose(param + " (" + word(type) + ")", json);
    }
  }

  /// A type as it can be shown to a person.
  static String word(String type) {
    return WORD.matcher(type).matches() ? type : "unknown";
  }

  private void take(String member, String where) {
    switch (member) {
      case "type" -> type = VALUES.required(cursor, where);
      case "name" -> name = VALUES.text(cursor, where);
      case "description" -> description = VALUES.text(cursor, where);
      case "parameters" -> schema = schema(where);
      case "strict" -> strict = VALUES.flag(cursor, where);
      case "format" -> format = Values.json(cursor);
      case "tools" -> group = Values.json(cursor);
      default -> cursor.skip();
    }
  }

  private Optional<String> schema(String where) {
    if (cursor.isNull()) {
      return Optional.empty();
    }
    VALUES.object(cursor, where);
    return Optional.of(cursor.raw());
  }

  private String called() {
    return name.filter(each -> !each.isEmpty())
        .orElseThrow(() -> BodyErrors.missing(param + ".name"));
  }

  /// Repeats a tool in the answer, unless its group is.
  private void repeat(ToolList list, String json) {
    if (namespace.isEmpty()) {
      list.repeat(json);
    }
  }

  private void function(ToolList list) {
    repeat(list, repeated());
    var tool = new ToolName(namespace, called(), false);
    list.add(
        tool,
        new Tool(tool.function(), description.orElse(""), schema.orElse(""), strict.orElse(false)),
        param);
  }

  /// Only OpenAI enforces a grammar; other models are prompted to follow it.
  private void custom(ToolList list, String json) {
    repeat(list, json);
    var tool = new ToolName(namespace, called(), true);
    String grammar = format.map(CustomInput::grammar).orElse("");
    if (!grammar.isEmpty()) {
      list.lose(param + ".format", format.orElse(""));
    }
    list.add(tool, CustomInput.function(tool.function(), description.orElse(""), grammar), param);
  }

  /// A group within a group is none of this API.
  private void group(ToolList list, String json) {
    if (!namespace.isEmpty()) {
      list.lose(param, json);
      return;
    }
    repeat(list, json);
    description.ifPresent(
        text -> list.lose(param + ".description", new JsonText().string(text).toString()));
    String inner = group.orElseThrow(() -> BodyErrors.missing(param + ".tools"));
    try (var inside = new Cursor(inner.getBytes(StandardCharsets.UTF_8))) {
      inside.open();
      list.read(inside, param + ".tools", called());
    }
  }

  /// An answer names all of a function's members.
  private String repeated() {
    var json = new JsonText().open('{').member("type", "function").member("name", called());
    json.name("description");
    description.ifPresentOrElse(json::string, () -> json.raw("null"));
    json.rawMember("parameters", schema.orElse("null"));
    return json.rawMember("strict", strict.orElse(false).toString()).close('}').toString();
  }
}
