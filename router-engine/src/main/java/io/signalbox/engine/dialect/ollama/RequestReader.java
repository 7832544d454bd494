package io.signalbox.engine.dialect.ollama;

import static io.signalbox.engine.dialect.ollama.Values.VALUES;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.ClientDialect.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a client's body in one pass. Members that a [ChatRequest] has no place for are kept as
/// they were written. Belongs to one thread.
final class RequestReader {
  private static final int MOST_MESSAGES = 10_000;

  private final Cursor cursor;
  private final boolean generate;
  private final Map<String, String> extras = new LinkedHashMap<>();
  private final OptionsReader options = new OptionsReader(extras);
  private final PromptReader prompt = new PromptReader();
  private String model = "";
  private List<Message> messages = List.of();
  private List<Tool> tools = List.of();
  private ResponseFormat format = new ResponseFormat.Text();
  private Optional<String> effort = Optional.empty();
  private boolean stream = true;
  private boolean unload;

  /// @param generate whether it is a body of `/api/generate`, and not of `/api/chat`
  RequestReader(Cursor cursor, boolean generate) {
    this.cursor = cursor;
    this.generate = generate;
  }

  /// Reads the whole body.
  ///
  /// @throws BadBody if it breaks a rule
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
    List<Message> conversation = generate ? prompt.messages() : messages;
    return conversation.isEmpty()
        ? new Reading.Answered(AnswerLines.loaded(model, generate, unload))
        : new Reading.Understood(request(conversation), AnswerLines.form(generate));
  }

  private ChatRequest request(List<Message> conversation) {
    return new ChatRequest(
        model,
        conversation,
        tools,
        new ToolChoice.Auto(),
        Optional.empty(),
        options.sampling(effort),
        format,
        stream,
        stream, // this dialect's streams always tell it
        Map.of(),
        Optional.empty(),
        new Extras(OllamaClient.ID, extras));
  }

  private void member(String name) {
    switch (name) {
      case "model" -> model = ShownModel.plain(VALUES.text(cursor, name).orElse(""));
      case "stream" -> stream = VALUES.flag(cursor, name).orElse(true);
      case "format" -> format = format();
      case "options" -> options.read(cursor);
      case "think" -> effort = think();
      case "keep_alive" -> keepAlive();
      case "_debug_render_only" -> renderOnly();
      default -> ofOne(name);
    }
  }

  /// Members of one of the two addresses.
  private void ofOne(String name) {
    if (generate ? prompt.read(cursor, name) : ofChat(name)) {
      return;
    }
    String json = cursor.raw();
    if (!json.equals("null") && !json.equals("false")) {
      extras.put(name, json);
    }
  }

  private boolean ofChat(String name) {
    return switch (name) {
      case "messages" -> {
        messages = messages();
        yield true;
      }
      case "tools" -> {
        tools = ToolReader.list(cursor);
        yield true;
      }
      default -> false;
    };
  }

  private List<Message> messages() {
    if (cursor.isNull()) {
      return List.of();
    }
    VALUES.array(cursor, "messages", "an array of messages");
    List<Message> all = new ArrayList<>();
    var open = new OpenCalls();
    while (cursor.nextElement()) {
      if (all.size() == MOST_MESSAGES) {
        throw BodyErrors.of("messages", "at most " + MOST_MESSAGES + " are allowed");
      }
      all.add(new MessageReader(cursor, "messages[" + all.size() + "]", open).read());
    }
    return all;
  }

  /// `json`, or a schema, which clients make from their classes: providers that enforce only
  /// schemas of a certain form would refuse it, so none is asked to.
  private ResponseFormat format() {
    if (cursor.isNull()) {
      return new ResponseFormat.Text();
    } else if (cursor.isObject()) {
      return new ResponseFormat.JsonSchema("", cursor.raw(), false);
    } else if (!cursor.isString()) {
      throw BodyErrors.type("format", "\"json\" or a JSON schema", cursor);
    }
    String word = cursor.text();
    return switch (word) {
      case "" -> new ResponseFormat.Text();
      case "json" -> new ResponseFormat.JsonObject();
      default -> throw BodyErrors.value("format", word, "\"json\" or a JSON schema");
    };
  }

  /// True leaves it to the model how much it thinks.
  private Optional<String> think() {
    if (cursor.isBoolean()) {
      return Optional.of(cursor.isTrue() ? "medium" : "none");
    } else if (!cursor.isString() && !cursor.isNull()) {
      throw BodyErrors.type("think", "true, false or a level such as \"high\"", cursor);
    }
    return VALUES.text(cursor, "think").filter(word -> !word.isEmpty());
  }

  /// How long the model is to stay in memory: seconds, or a text such as `5m`.
  private void keepAlive() {
    if (!cursor.isNull()) {
      String json = cursor.raw();
      unload = json.matches("\"?0(\\.0*)?[a-z]*\"?");
      extras.put("keep_alive", json);
    }
  }

  private void renderOnly() {
    if (VALUES.flag(cursor, "_debug_render_only").orElse(false)) {
      throw BodyErrors.of("_debug_render_only", "is not supported: the proxy has no templates");
    }
  }
}
