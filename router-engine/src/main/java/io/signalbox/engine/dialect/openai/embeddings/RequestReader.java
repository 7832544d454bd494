package io.signalbox.engine.dialect.openai.embeddings;

import static io.signalbox.engine.dialect.openai.Values.VALUES;

import io.signalbox.engine.catalog.tokens.Cl100k;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Operation;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.EmbeddingTask;
import io.signalbox.engine.dialect.EmbeddingTexts;
import io.signalbox.engine.dialect.openai.BodyErrors;
import io.signalbox.engine.dialect.openai.OpenAiApi;
import io.signalbox.engine.dialect.openai.Values;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.ClientDialect.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads a client's body in one pass. Ids of tokens are understood as the text that they mean in
/// `cl100k_base`, so that conditions, budgets and other providers know it. Members that a request
/// has no place for are kept as they were written. Belongs to one thread.
final class RequestReader {
  /// In which form the vectors are wanted: `"float"` or `"base64"`.
  static final String FORMAT = "encoding_format";

  /// What is told with the answer: how many vectors there must be.
  static final String INPUTS = "inputs";

  private static final String INPUT = "input";
  private static final String EXPECTED = "a string or an array of strings or of token ids";

  private final Cursor cursor;
  private final Map<String, String> extras = new LinkedHashMap<>();
  private final Map<String, String> form = new LinkedHashMap<>();
  private final List<Message> inputs = new ArrayList<>();
  private boolean hasInput;
  private String model = "";
  private Optional<Operation.Task> task = Optional.empty();
  private OptionalInt dimensions = OptionalInt.empty();
  private Optional<String> user = Optional.empty();

  RequestReader(Cursor cursor) {
    this.cursor = cursor;
  }

  /// Reads the whole body.
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
    if (!hasInput) {
      throw BodyErrors.missing(INPUT);
    }
    var wanted = new Operation.Embedding(dimensions, task);
    var request =
        EmbeddingTexts.request(
            model, inputs, wanted, user, new Extras(OpenAiApi.EMBEDDINGS, extras, form));
    return new Reading.Understood(
        request,
        Map.of(
            INPUTS, String.valueOf(inputs.size()), FORMAT, form.getOrDefault(FORMAT, "\"float\"")));
  }

  private void member(String name) {
    switch (name) {
      case "model" -> model = VALUES.text(cursor, name).orElse("");
      case INPUT -> input();
      case "dimensions" -> dimensions = Values.positive(cursor, name);
      case "user" -> user = VALUES.text(cursor, name);
      case FORMAT -> format();
      case "input_type", "task" -> task(name);
      default -> extras.put(name, cursor.raw());
    }
  }

  private void format() {
    Optional<String> word = VALUES.text(cursor, FORMAT);
    if (word.isPresent() && !word.get().equals("float") && !word.get().equals("base64")) {
      throw BodyErrors.value(FORMAT, word.get(), "'float' and 'base64'");
    }
    word.ifPresent(each -> form.put(FORMAT, '"' + each + '"'));
  }

  /// Not a member of OpenAI's own, but of many of its likenesses.
  private void task(String name) {
    String json = cursor.raw();
    task = EmbeddingTask.of(json.replace("\"", ""));
    (task.isPresent() ? form : extras).put(name, json);
  }

  private void input() {
    hasInput = true;
    if (cursor.isString()) {
      inputs.add(Message.of(Role.USER, cursor.text()));
      return;
    }
    VALUES.array(cursor, INPUT, EXPECTED);
    int start = cursor.start();
    if (!cursor.nextElement()) {
      throw BodyErrors.of("empty_array", "Invalid 'input': empty array.", INPUT);
    }
    if (cursor.isNumber()) {
      inputs.add(tokens(start, INPUT));
      return;
    }
    do {
      element(INPUT + "[" + inputs.size() + "]");
    } while (cursor.nextElement());
  }

  private void element(String param) {
    if (inputs.size() == EmbeddingTexts.MOST) {
      throw BodyErrors.of(
          "array_above_max_length",
          "Invalid 'input': array too long. Expected at most " + EmbeddingTexts.MOST + " inputs.",
          INPUT);
    }
    if (cursor.isString()) {
      inputs.add(Message.of(Role.USER, cursor.text()));
      return;
    }
    VALUES.array(cursor, param, EXPECTED);
    int start = cursor.start();
    if (!cursor.nextElement()) {
      throw BodyErrors.of("empty_array", "Invalid '" + param + "': empty array.", param);
    }
    inputs.add(tokens(start, param));
  }

  /// The ids from the current one to the end of their array.
  private Message tokens(int start, String param) {
    int[] ids = new int[16];
    int count = 0;
    do {
      long id = VALUES.integer(cursor, param + "[" + count + "]").orElse(-1);
      if (id < 0 || id > Integer.MAX_VALUE) {
        throw BodyErrors.type(param + "[" + count + "]", "the id of a token", cursor);
      }
      ids = count == ids.length ? Arrays.copyOf(ids, 2 * count) : ids;
      ids[count++] = (int) id;
    } while (cursor.nextElement());
    String raw = cursor.rawFrom(start);
    return Cl100k.text(Arrays.copyOf(ids, count))
        .map(text -> Message.of(Role.USER, text))
        .orElseGet(() -> unknown(raw));
  }

  private static Message unknown(String ids) {
    return new Message(
        Role.USER, List.of(new Part.Foreign(OpenAiApi.EMBEDDINGS, Part.Foreign.TOKENS, ids)));
  }
}
