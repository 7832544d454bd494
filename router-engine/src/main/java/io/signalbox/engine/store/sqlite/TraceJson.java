package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.trace.TraceView;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A trace as JSON text. Every request comes by here, so its view is written value by value.
final class TraceJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonMapper READER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final int USUAL_LENGTH = 1_024;

  private TraceJson() {}

  static String of(Trace trace) {
    var text = new StringWriter(USUAL_LENGTH);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(json, TraceView.of(trace));
    }
    return text.toString();
  }

  /// What a row holds.
  ///
  /// @throws StoreException if it is damaged
  static Map<String, Object> read(String row) {
    try {
      Map<String, Object> view = READER.readValue(row, new TypeReference<Map<String, Object>>() {});
      return Objects.requireNonNull(view);
    } catch (JacksonException | NumberFormatException | NullPointerException e) {
      throw new StoreException("What was recorded of the request is damaged.", e);
    }
  }

  /// A value that a node saw can be of any type; what JSON does not know is kept as text.
  private static void write(JsonGenerator json, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach((name, each) -> {
          json.writeName(String.valueOf(name));
          write(json, each);
        });
        json.writeEndObject();
      }
      case Collection<?> list -> {
        json.writeStartArray();
        list.forEach(each -> write(json, each));
        json.writeEndArray();
      }
      case Boolean truth -> json.writeBoolean(truth);
      case Long number -> json.writeNumber(number);
      case Integer number -> json.writeNumber(number);
      case Double number when !Double.isFinite(number) -> json.writeString(number.toString());
      case Number number -> json.writeNumber(number.toString());
      default -> json.writeString(value.toString());
    }
  }
}
