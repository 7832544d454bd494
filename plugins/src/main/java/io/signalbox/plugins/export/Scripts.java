package io.signalbox.plugins.export;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Values as text of the targets' languages. Every text is written quoted and in ASCII, so that no
/// name can end its quotes.
public final class Scripts {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Scripts() {}

  /// One line of JSON.
  public static String json(Object value) {
    return ascii(JSON.writeValueAsString(value));
  }

  /// JSON in lines, with a line feed at the end.
  public static String prettyJson(Object value) {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    return ascii(text.replace("\r\n", "\n")) + "\n";
  }

  /// What a JSON text says; a text that is none is taken as a text.
  public static Object parsed(String json) {
    try {
      return JSON.readValue(json, Object.class);
    } catch (tools.jackson.core.JacksonException e) {
      return json;
    }
  }

  /// The one control character that JSON lets stand in texts; headers and other parsers refuse it.
  private static String ascii(String json) {
    return json.replace("\u007f", "\\u007F");
  }
}
