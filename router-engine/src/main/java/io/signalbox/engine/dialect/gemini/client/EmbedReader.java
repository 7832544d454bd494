package io.signalbox.engine.dialect.gemini.client;

import static io.signalbox.engine.dialect.gemini.client.Values.VALUES;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Operation;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.EmbeddingTask;
import io.signalbox.engine.dialect.EmbeddingTexts;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.ClientDialect.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Reads a client's body in one pass. What is said of all texts alike is a part of the request; of
/// what is said of single ones, each member is kept as a list with a place for each text. Belongs
/// to one thread.
final class EmbedReader {
  private static final String REQUESTS = "requests";
  private static final String TASK = "taskType";
  private static final String LENGTH = "outputDimensionality";
  private static final String MODELS = "models/";

  private final Cursor cursor;
  private final boolean batch;
  private final List<Message> texts = new ArrayList<>();
  private final Map<String, TreeMap<Integer, String>> members = new LinkedHashMap<>();
  private Optional<List<Part>> content = Optional.empty();

  /// @param batch whether the texts stand in a list of requests
  EmbedReader(Cursor cursor, boolean batch) {
    this.cursor = cursor;
    this.batch = batch;
  }

  /// Reads the whole body.
  ///
  /// @param model the model that the path names
  /// @throws io.signalbox.engine.dialect.BadBody if it breaks a rule
  /// @throws io.signalbox.engine.json.DuplicateMemberException if two members have one name
  /// @throws tools.jackson.core.JacksonException if it is no JSON, or too deep
  Reading read(String model) {
    if (!cursor.open()) {
      throw BodyErrors.notJson("it is not a JSON object in UTF-8");
    }
    if (batch) {
      Members.read(cursor, "", this::ofBatch);
    } else {
      one("");
    }
    if (!cursor.atEnd()) {
      throw BodyErrors.notJson("there is text after the JSON object");
    }
    if (texts.isEmpty()) {
      throw BodyErrors.missing(REQUESTS);
    }
    String plain = model.startsWith(MODELS) ? model.substring(MODELS.length()) : model;
    return new Reading.Understood(request(plain), EmbedWriter.form(batch, texts.size()));
  }

  private ChatRequest request(String model) {
    var task = common(TASK).flatMap(json -> EmbeddingTask.of(json.replace("\"", "")));
    OptionalInt length = common(LENGTH).map(EmbedReader::length).orElse(OptionalInt.empty());
    if (task.isPresent()) {
      members.remove(TASK);
    }
    if (length.isPresent()) {
      members.remove(LENGTH);
    }
    Map<String, String> extras = new LinkedHashMap<>();
    members.forEach((name, values) -> extras.put(name, list(values)));
    return EmbeddingTexts.request(
        model,
        texts,
        new Operation.Embedding(length, task),
        Optional.empty(),
        new Extras(GeminiApi.EMBEDDINGS, extras));
  }

  /// What is said of all texts alike.
  private Optional<String> common(String name) {
    var values = members.getOrDefault(name, new TreeMap<>());
    return values.size() == texts.size() && values.values().stream().distinct().count() == 1
        ? values.values().stream().findFirst()
        : Optional.empty();
  }

  private static OptionalInt length(String json) {
    return json.matches("[1-9][0-9]{0,8}")
        ? OptionalInt.of(Integer.parseInt(json))
        : OptionalInt.empty();
  }

  private String list(Map<Integer, String> values) {
    var all = new ArrayList<String>();
    for (int i = 0; i < texts.size(); i++) {
      all.add(values.getOrDefault(i, "null"));
    }
    return "[" + String.join(",", all) + "]";
  }

  private void ofBatch(String name) {
    if (name.equals(REQUESTS)) {
      Values.each(cursor, name, "a list of requests", this::one);
    } else {
      cursor.skip();
    }
  }

  private void one(String param) {
    if (texts.size() == EmbeddingTexts.MOST) {
      throw BodyErrors.of(REQUESTS, "there may be " + EmbeddingTexts.MOST + " at most");
    }
    content = Optional.empty();
    Members.read(cursor, param, name -> member(Members.at(param, name), name));
    List<Part> parts = content.orElse(List.of());
    if (parts.isEmpty()) {
      throw BodyErrors.missing(Members.at(param, "content"));
    }
    texts.add(new Message(Role.USER, parts));
  }

  private void member(String where, String name) {
    if (cursor.isNull()) {
      cursor.skip();
      return;
    }
    switch (name) {
      case "content" -> content = Optional.of(parts(where));
      case "model" -> cursor.skip(); // the path says it
      case "embedContentConfig" ->
          Members.read(cursor, where, each -> keep(Members.at(where, each), each));
      default -> keep(where, name);
    }
  }

  private List<Part> parts(String where) {
    if (cursor.isString()) {
      return List.of(new Part.Text(cursor.text()));
    }
    return new TurnReader(cursor, where, new CallIds()).parts();
  }

  private void keep(String where, String name) {
    if (name.equals(LENGTH)) {
      var length = Values.positive(cursor, where);
      length.ifPresent(value -> put(name, String.valueOf(value)));
    } else if (name.equals(TASK)) {
      put(name, '"' + VALUES.required(cursor, where).replace("\"", "") + '"');
    } else {
      put(name, cursor.raw());
    }
  }

  private void put(String name, String json) {
    members.computeIfAbsent(name, any -> new TreeMap<>()).put(texts.size(), json);
  }
}
