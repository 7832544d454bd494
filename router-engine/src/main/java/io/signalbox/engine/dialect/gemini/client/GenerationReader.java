package io.signalbox.engine.dialect.gemini.client;

import static io.signalbox.engine.dialect.gemini.client.Values.VALUES;

import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.json.Cursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads `generationConfig`: how an answer is made. Belongs to one thread.
final class GenerationReader {
  private static final String TYPE = "responseMimeType";
  private static final String JSON = "application/json";

  private final Cursor cursor;
  private final Thoughts thoughts = new Thoughts();
  private final Map<String, String> own = new LinkedHashMap<>();
  private final Map<String, String> form = new LinkedHashMap<>();
  private OptionalInt maxTokens = OptionalInt.empty();
  private OptionalDouble temperature = OptionalDouble.empty();
  private OptionalDouble topP = OptionalDouble.empty();
  private List<String> stop = List.of();
  private OptionalLong seed = OptionalLong.empty();
  private Optional<String> type = Optional.empty();
  private Optional<String> schema = Optional.empty();

  GenerationReader(Cursor cursor) {
    this.cursor = cursor;
  }

  void read(String param) {
    Members.read(cursor, param, name -> member(name, Members.at(param, name)));
    if (isOfOtherType()) {
      own.putAll(form);
    }
  }

  private void member(String name, String where) {
    if (cursor.isNull()) {
      cursor.skip();
      return;
    }
    switch (name) {
      case "maxOutputTokens" -> maxTokens = Values.positive(cursor, where);
      case "temperature" -> temperature = VALUES.number(cursor, where);
      case "topP" -> topP = VALUES.number(cursor, where);
      case "stopSequences" -> stop = Values.texts(cursor, where);
      case "seed" -> seed = VALUES.integer(cursor, where);
      case TYPE -> type(where);
      case "responseSchema", "responseJsonSchema" -> schema(name, where);
      case "thinkingConfig" -> thinking(name, where);
      default -> keep(name, cursor.raw());
    }
  }

  private void type(String where) {
    form.put(TYPE, cursor.raw());
    type = VALUES.text(cursor, where).filter(word -> !word.isEmpty());
  }

  private void schema(String name, String where) {
    VALUES.object(cursor, where);
    String written = cursor.raw();
    form.put(name, written);
    schema = Optional.of(name.equals("responseSchema") ? Schemas.ofAnswer(written) : written);
  }

  private void thinking(String name, String where) {
    VALUES.object(cursor, where);
    int start = cursor.start();
    thoughts.read(cursor, where);
    own.put(name, cursor.rawFrom(start));
  }

  private void keep(String name, String json) {
    boolean usual = name.equals("candidateCount") && json.equals("1");
    if (!usual) {
      own.put(name, json);
    }
  }

  private boolean isOfOtherType() {
    return type.filter(word -> !word.equals(JSON) && !word.equals("text/plain")).isPresent();
  }

  /// What has no place of its own in a request, name → JSON text.
  Map<String, String> own() {
    return own;
  }

  boolean showsThoughts() {
    return thoughts.areShown();
  }

  Sampling sampling() {
    return new Sampling(maxTokens, temperature, topP, stop, seed, thoughts.effort());
  }

  /// The form of the answer; what is neither text nor JSON is kept as it was written.
  ResponseFormat format() {
    if (isOfOtherType()) {
      return new ResponseFormat.Text();
    }
    if (schema.isPresent()) {
      return new ResponseFormat.JsonSchema("", schema.get(), false);
    }
    return type.filter(JSON::equals).isPresent()
        ? new ResponseFormat.JsonObject()
        : new ResponseFormat.Text();
  }
}
