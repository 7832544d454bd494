package io.signalbox.engine.dialect.anthropic.client;

import static io.signalbox.engine.dialect.anthropic.client.Values.VALUES;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.dialect.anthropic.AnthropicApi;
import io.signalbox.engine.json.Cursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads a client's body in one pass. Members that a [ChatRequest] has no place for are kept as
/// they were written; so is what it holds only a part of, as `thinking`. Belongs to one thread.
final class RequestReader {
  private static final int MOST_TURNS = 10_000;

  private final Cursor cursor;
  private final Map<String, String> extras = new LinkedHashMap<>();
  private Map<String, String> usual = Map.of();
  private String model = "";
  private Optional<List<Message>> turns = Optional.empty();
  private Optional<Message> system = Optional.empty();
  private List<Tool> tools = List.of();
  private ToolChoice toolChoice = new ToolChoice.Auto();
  private Optional<Boolean> parallel = Optional.empty();
  private OptionalInt maxTokens = OptionalInt.empty();
  private OptionalDouble temperature = OptionalDouble.empty();
  private OptionalDouble topP = OptionalDouble.empty();
  private List<String> stop = List.of();
  private final Effort effort = new Effort();
  private Optional<String> schema = Optional.empty();
  private boolean stream;
  private Optional<String> user = Optional.empty();

  RequestReader(Cursor cursor) {
    this.cursor = cursor;
  }

  /// Reads the whole body.
  ///
  /// @param answer whether an answer is wanted, and not only a count
  /// @throws BadBody if it breaks a rule
  /// @throws io.signalbox.engine.json.DuplicateMemberException if two members have one name
  /// @throws tools.jackson.core.JacksonException if it is no JSON, or too deep
  ChatRequest read(boolean answer) {
    if (!cursor.open()) {
      throw BodyErrors.notJson("it is not a JSON object in UTF-8");
    }
    while (cursor.nextMember()) {
      member(cursor.name());
    }
    if (!cursor.atEnd()) {
      throw BodyErrors.notJson("there is text after the JSON object");
    }
    if (answer && maxTokens.isEmpty()) {
      throw BodyErrors.of("max_tokens", "Field required; set the most tokens of the answer");
    }
    return request();
  }

  private ChatRequest request() {
    List<Message> conversation = new ArrayList<>();
    system.ifPresent(conversation::add);
    conversation.addAll(turns.orElseThrow(() -> BodyErrors.missing("messages")));
    return new ChatRequest(
        model,
        conversation,
        tools,
        toolChoice,
        parallel,
        new Sampling(maxTokens, temperature, topP, stop, OptionalLong.empty(), effort.word()),
        format(),
        stream,
        stream, // this dialect's streams always tell it
        Map.of(),
        user,
        new Extras(AnthropicApi.ID, extras, usual));
  }

  private ResponseFormat format() {
    return schema
        .<ResponseFormat>map(json -> new ResponseFormat.JsonSchema("", json, true))
        .orElseGet(ResponseFormat.Text::new);
  }

  private void member(String name) {
    switch (name) {
      case "model" -> model = VALUES.text(cursor, name).orElse("");
      case "messages" -> turns = Optional.of(turns());
      case "system" -> system();
      case "tools" -> tools();
      case "tool_choice" -> toolChoice();
      case "max_tokens" -> maxTokens = Values.positive(cursor, name);
      case "temperature" -> temperature = VALUES.number(cursor, name);
      case "top_p" -> topP = VALUES.number(cursor, name);
      case "stop_sequences" -> stop = Values.texts(cursor, name);
      case "stream" -> stream = VALUES.flag(cursor, name).orElse(false);
      case "metadata" -> metadata();
      case "thinking" -> thinking();
      case "output_config" -> outputConfig();
      default -> keep(name, cursor.raw());
    }
  }

  private void keep(String name, String json) {
    if (!json.equals("null")) {
      extras.put(name, json);
    }
  }

  private List<Message> turns() {
    VALUES.array(cursor, "messages", "a list of messages");
    List<Message> all = new ArrayList<>();
    int count = 0;
    while (cursor.nextElement()) {
      if (count == MOST_TURNS) {
        throw BodyErrors.of("messages", "may be " + MOST_TURNS + " at most");
      }
      all.addAll(new TurnReader(cursor, "messages." + count).read());
      count++;
    }
    if (count == 0) {
      throw BodyErrors.of("messages", "at least one message is required");
    }
    return all;
  }

  private void system() {
    if (!cursor.isNull()) {
      system = Optional.of(new Message(Role.SYSTEM, BlockReader.content(cursor, "system")));
    }
  }

  /// Where a [Tool] cannot hold all of it, the whole list is kept as it was written too.
  private void tools() {
    if (cursor.isNull()) {
      return;
    }
    int start = cursor.start();
    ToolList list = ToolList.read(cursor);
    tools = list.known();
    if (!list.others().isEmpty()) {
      extras.putAll(list.others());
      usual = Map.of("tools", cursor.rawFrom(start));
    }
  }

  private void toolChoice() {
    if (cursor.isNull()) {
      return;
    }
    VALUES.object(cursor, "tool_choice");
    String type = "";
    Optional<String> name = Optional.empty();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "type" -> type = VALUES.required(cursor, "tool_choice.type");
        case "name" -> name = VALUES.text(cursor, "tool_choice.name");
        case "disable_parallel_tool_use" ->
            parallel =
                VALUES.flag(cursor, "tool_choice.disable_parallel_tool_use").map(off -> !off);
        default -> cursor.skip();
      }
    }
    toolChoice = choice(type, name);
  }

  private static ToolChoice choice(String type, Optional<String> name) {
    return switch (type) {
      case "auto" -> new ToolChoice.Auto();
      case "any" -> new ToolChoice.Required();
      case "none" -> new ToolChoice.None();
      case "tool" ->
          new ToolChoice.Named(name.orElseThrow(() -> BodyErrors.missing("tool_choice.name")));
      case "" -> throw BodyErrors.missing("tool_choice.type");
      default ->
          throw BodyErrors.value("tool_choice.type", type, "'auto', 'any', 'tool' or 'none'");
    };
  }

  private void metadata() {
    if (cursor.isNull()) {
      return;
    }
    VALUES.object(cursor, "metadata");
    while (cursor.nextMember()) {
      if (cursor.name().equals("user_id")) {
        user = VALUES.text(cursor, "metadata.user_id");
      } else {
        cursor.skip();
      }
    }
  }

  private void thinking() {
    if (cursor.isNull()) {
      return;
    }
    VALUES.object(cursor, "thinking");
    int start = cursor.start();
    effort.readThinking(cursor);
    extras.put("thinking", cursor.rawFrom(start));
  }

  private void outputConfig() {
    if (cursor.isNull()) {
      return;
    }
    VALUES.object(cursor, "output_config");
    int start = cursor.start();
    while (cursor.nextMember()) {
      switch (cursor.name()) {
        case "effort" -> effort.say(VALUES.text(cursor, "output_config.effort"));
        case "format" -> outputFormat();
        default -> cursor.skip();
      }
    }
    extras.put("output_config", cursor.rawFrom(start));
  }

  private void outputFormat() {
    if (!cursor.isObject()) {
      cursor.skip();
      return;
    }
    while (cursor.nextMember()) {
      if (cursor.name().equals("schema") && cursor.isObject()) {
        schema = Optional.of(cursor.raw());
      } else {
        cursor.skip();
      }
    }
  }
}
