package io.signalbox.engine.dialect.openai.responses;

import static io.signalbox.engine.dialect.openai.responses.Values.VALUES;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.dialect.openai.BodyErrors;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.EarlierTurns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Reads a client's body in one pass. What a [ChatRequest] has no place for is named among its
/// extras, and what the answer repeats is kept beside it. Belongs to one thread.
final class RequestReader {
  private static final int MOST_ITEMS = 10_000;
  private static final int MOST_LABELS = 100;

  private final Cursor cursor;
  private final Wishes wishes = new Wishes();
  private final Map<String, String> repeated = new LinkedHashMap<>();
  private final Conversation before = new Conversation();
  private final Conversation conversation = new Conversation();
  private final References references;
  private final ToolList tools = new ToolList();
  private String model = "";
  private boolean asked;
  private Optional<String> instructions = Optional.empty();
  private Choice choice = Choice.AUTO;
  private Optional<Boolean> parallel = Optional.empty();
  private OptionalInt maxTokens = OptionalInt.empty();
  private OptionalDouble temperature = OptionalDouble.empty();
  private OptionalDouble topP = OptionalDouble.empty();
  private Thinking thinking = Thinking.USUAL;
  private TextForm text = TextForm.PLAIN;
  private boolean stream;
  private Map<String, String> metadata = Map.of();
  private Optional<String> user = Optional.empty();

  /// @param earlier what is remembered of the client's conversations
  RequestReader(Cursor cursor, EarlierTurns earlier) {
    this.cursor = cursor;
    this.references = new References(earlier);
  }

  /// Reads the whole body.
  ///
  /// @param answer whether an answer is wanted, and not only a count
  /// @throws BadBody if it breaks a rule
  /// @throws io.signalbox.engine.json.DuplicateMemberException if two members have one name
  /// @throws tools.jackson.core.JacksonException if it is no JSON, or too deep
  Reading.Understood read(boolean answer) {
    if (!cursor.open()) {
      throw BodyErrors.notJson("it is not a JSON object in UTF-8");
    }
    while (cursor.nextMember()) {
      member(cursor.name());
    }
    if (!cursor.atEnd()) {
      throw BodyErrors.notJson("there is text after the JSON object");
    }
    if (answer && !asked) {
      throw BodyErrors.missing("input");
    }
    repeated.put("store", String.valueOf(wishes.keeps()));
    return new Reading.Understood(request(), repeated, references.continuity(wishes.keeps()));
  }

  private ChatRequest request() {
    tools.losses().forEach(wishes::lose);
    List<Message> messages = messages();
    loseUnplaced();
    return new ChatRequest(
        model,
        messages,
        choice.among(tools.tools()),
        choice.choice(),
        parallel,
        new Sampling(
            maxTokens, temperature, topP, List.of(), OptionalLong.empty(), thinking.effort()),
        text.format().orElseGet(ResponseFormat.Text::new),
        stream,
        stream, // this dialect's streams always tell it
        metadata,
        user,
        new Extras(ResponsesClient.ID, wishes.lost(), wishes.usual()));
  }

  /// The instructions of an earlier request are not kept: each has its own.
  private List<Message> messages() {
    List<Message> all = new ArrayList<>(before.after(instructions));
    all.addAll(conversation.after(Optional.empty()));
    return all;
  }

  /// A request that names something else is another one, also where the names have no place.
  private void loseUnplaced() {
    Stream.of(before, conversation)
        .flatMap(each -> each.unplaced().stream())
        .forEach(kind ->
            wishes.lose(
                "input (" + kind + ")",
                kind.equals(ItemReader.REFERENCE) ? references.json() : "{}"));
  }

  private void previous(String name) {
    Optional<String> id = repeated(name);
    if (id.isPresent()) {
      references
          .answer(id.get())
          .ifPresentOrElse(
              items -> SaidItems.read(items, before, references),
              () -> wishes.lose(name, new JsonText().string(id.get()).toString()));
    }
  }

  private void member(String name) {
    switch (name) {
      case References.PREVIOUS -> previous(name);
      case "model" -> model = VALUES.text(cursor, name).orElse("");
      case "input" -> input();
      case "instructions" -> instructions = repeated(name);
      case "tools" -> tools();
      case "tool_choice" -> toolChoice();
      case "parallel_tool_calls" -> {
        parallel = VALUES.flag(cursor, name);
        parallel.ifPresent(flag -> repeated.put(name, flag.toString()));
      }
      case "max_output_tokens" -> {
        maxTokens = Values.positive(cursor, name);
        maxTokens.ifPresent(most -> repeated.put(name, String.valueOf(most)));
      }
      case "temperature" -> temperature = number(name);
      case "top_p" -> topP = number(name);
      case "reasoning" -> reasoning();
      case "text" -> text();
      case "stream" -> stream = VALUES.flag(cursor, name).orElse(false);
      case "metadata" -> metadata();
      case "user" -> user = repeated(name);
      case "safety_identifier", "prompt_cache_key" -> label(name);
      default -> wishes.read(name, cursor);
    }
  }

  private Optional<String> repeated(String name) {
    Optional<String> text = VALUES.text(cursor, name);
    text.ifPresent(said -> repeat(name, said));
    return text;
  }

  private void repeat(String name, String said) {
    repeated.put(name, new JsonText().string(said).toString());
  }

  private OptionalDouble number(String name) {
    OptionalDouble value = VALUES.number(cursor, name);
    value.ifPresent(number -> repeated.put(name, cursor.raw()));
    return value;
  }

  private void label(String name) {
    VALUES
        .text(cursor, name)
        .ifPresent(said -> {
          repeat(name, said);
          wishes.lose(name, new JsonText().string(said).toString());
        });
  }

  private void input() {
    if (cursor.isString()) {
      conversation.add(Role.USER, new Part.Text(cursor.text()));
      asked = true;
    } else if (!cursor.isNull()) {
      items();
    }
  }

  private void items() {
    VALUES.array(cursor, "input", "a string or an array of items");
    for (int i = 0; cursor.nextElement(); i++) {
      if (i == MOST_ITEMS) {
        throw ResponsesErrors.tooMany("input", MOST_ITEMS);
      }
      new ItemReader(cursor, "input[" + i + "]", references).readInto(conversation);
      asked = true;
    }
    if (!asked) {
      throw BodyErrors.of("empty_array", "Invalid 'input': it has no items.", "input");
    }
  }

  private void tools() {
    if (!cursor.isNull()) {
      tools.read(cursor, "tools", "");
      repeated.put("tools", tools.repeated());
    }
  }

  private void toolChoice() {
    if (cursor.isNull()) {
      return;
    }
    int start = cursor.start();
    choice = Choice.read(cursor);
    String json = cursor.rawFrom(start);
    if (choice.known()) {
      repeated.put("tool_choice", json);
    } else {
      wishes.lose("tool_choice", json);
    }
  }

  private void reasoning() {
    if (!cursor.isNull()) {
      thinking = Thinking.read(cursor);
      repeated.put("reasoning", thinking.repeated());
    }
  }

  private void text() {
    if (cursor.isNull()) {
      return;
    }
    text = TextForm.read(cursor);
    text.verbosity().ifPresent(json -> wishes.lose("text.verbosity", json));
    if (text.format().isEmpty()) {
      wishes.lose("text.format", text.json().orElse(""));
    }
    repeated.put("text", text.repeated());
  }

  private void metadata() {
    if (cursor.isNull()) {
      return;
    }
    VALUES.object(cursor, "metadata");
    int start = cursor.start();
    Map<String, String> all = new LinkedHashMap<>();
    while (cursor.nextMember()) {
      if (all.size() == MOST_LABELS) {
        throw ResponsesErrors.tooMany("metadata", MOST_LABELS);
      }
      String name = cursor.name();
      all.put(name, VALUES.required(cursor, "metadata." + name));
    }
    metadata = all;
    repeated.put("metadata", cursor.rawFrom(start));
  }
}
