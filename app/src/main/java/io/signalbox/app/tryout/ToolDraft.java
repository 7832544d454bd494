package io.signalbox.app.tryout;

import io.signalbox.engine.chat.Tool;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A function that somebody offers to a model, as it is typed. Immutable.
///
/// @param schema the JSON Schema of its arguments; empty: none
public record ToolDraft(String name, String description, String schema) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
  private static final int MOST = 100_000;
  private static final String ANYTHING = "{\"type\": \"object\", \"properties\": {}}";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What is wrong with it, and how to mend it; empty if nothing is.
  public Optional<String> problem() {
    if (!NAME.matcher(name.strip()).matches()) {
      return Optional.of("Use up to 64 letters, digits, _ or -, starting with a letter.");
    }
    if (schema.length() > MOST) {
      return Optional.of("The schema is longer than 100 000 characters.");
    }
    return schema.isBlank() ? Optional.empty() : schemaProblem();
  }

  private Optional<String> schemaProblem() {
    try {
      JsonNode read = JSON.readTree(schema);
      if (!read.isObject()) {
        return Optional.of("The schema is not an object. Start with { \"type\": \"object\" … }.");
      }
      String type = read.path("type").asString("object");
      return type.equals("object")
          ? Optional.empty()
          : Optional.of("The type of the schema must be object.");
    } catch (JacksonException broken) {
      var at = broken.getLocation();
      String where = at == null || at.getLineNr() < 1 ? "" : " at line " + at.getLineNr();
      return Optional.of("The schema is not valid JSON" + where + ": " + words(broken) + ".");
    }
  }

  private static String words(JacksonException broken) {
    String all = String.valueOf(broken.getOriginalMessage());
    int end = all.indexOf('\n');
    String line = end < 0 ? all : all.substring(0, end);
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }

  /// The function itself.
  public Tool tool() {
    return new Tool(
        name.strip(), description.strip(), schema.isBlank() ? ANYTHING : schema.strip(), false);
  }
}
