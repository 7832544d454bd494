package io.signalbox.engine.dialect.ollama;

import static io.signalbox.engine.dialect.ollama.Values.VALUES;

import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Operation;
import io.signalbox.engine.dialect.EmbeddingTexts;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.ClientDialect.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads a client's body in one pass. Members that a request has no place for are kept as they were
/// written. Belongs to one thread.
final class EmbedReader {
  private static final String DIMENSIONS = "dimensions";

  private final Cursor cursor;
  private final boolean old;
  private final Map<String, String> extras = new LinkedHashMap<>();
  private String model = "";
  private List<String> texts = List.of();
  private OptionalInt dimensions = OptionalInt.empty();

  /// @param old whether it is a body of `/api/embeddings`, and not of `/api/embed`
  EmbedReader(Cursor cursor, boolean old) {
    this.cursor = cursor;
    this.old = old;
  }

  /// Reads the whole body. Without a text a server only loads the model.
  ///
  /// @throws io.signalbox.engine.dialect.BadBody if it breaks a rule
  /// @throws io.signalbox.engine.json.DuplicateMemberException if two members have one name
  /// @throws tools.jackson.core.JacksonException if it is no JSON, or too deep
  Reading read() {
    if (!cursor.open()) {
      throw BodyErrors.notJson("it is not a JSON object in UTF-8");
    }
    while (cursor.nextMember()) {
      member(cursor.name());
    }
    if (!cursor.atEnd()) {
      throw BodyErrors.notJson("there is text after the JSON object");
    }
    if (texts.size() > EmbeddingTexts.MOST) {
      throw BodyErrors.of("input", "at most " + EmbeddingTexts.MOST + " are allowed");
    }
    if (texts.isEmpty() || (old && texts.getFirst().isEmpty())) {
      return new Reading.Answered(EmbedWriter.loaded(model, old));
    }
    var request =
        EmbeddingTexts.request(
            model,
            EmbeddingTexts.messages(texts),
            new Operation.Embedding(dimensions, Optional.empty()),
            Optional.empty(),
            new Extras(EmbedClient.ID, extras));
    return new Reading.Understood(request, EmbedWriter.form(old, texts.size()));
  }

  private void member(String name) {
    switch (name) {
      case "model" -> model = ShownModel.plain(VALUES.text(cursor, name).orElse(""));
      case "input" -> texts = old ? texts : Values.texts(cursor, name);
      case "prompt" -> texts = old ? VALUES.text(cursor, name).stream().toList() : texts;
      case DIMENSIONS -> dimensions = length(Values.whole(cursor, name));
      default -> keep(name, cursor.raw());
    }
  }

  private static OptionalInt length(OptionalLong asked) {
    long length = asked.orElse(0);
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw BodyErrors.of(DIMENSIONS, "must be 1 or more");
    }
    return length == 0 ? OptionalInt.empty() : OptionalInt.of((int) length);
  }

  /// To cut what is too long is what is done anyway.
  private void keep(String name, String json) {
    boolean usual = json.equals("null") || (name.equals("truncate") && json.equals("true"));
    boolean empty = name.equals("options") && json.replaceAll("\\s", "").equals("{}");
    if (!usual && !empty) {
      extras.put(name, json);
    }
  }
}
