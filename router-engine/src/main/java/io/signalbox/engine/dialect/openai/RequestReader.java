package io.signalbox.engine.dialect.openai;

import static io.signalbox.engine.dialect.openai.Values.VALUES;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.dialect.BadBody;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.spi.ClientDialect.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads a client's body in one pass. Members that a [ChatRequest] has no place for are kept as
/// they were written. Belongs to one thread.
final class RequestReader {
  private static final String METADATA = "metadata";
  private static final int MOST_MESSAGES = 10_000;

  private final Cursor cursor;
  private final Map<String, String> extras = new LinkedHashMap<>();
  private String model = "";
  private Optional<List<Message>> messages = Optional.empty();
  private final OfferedTools tools = new OfferedTools();
  private Optional<Boolean> parallel = Optional.empty();
  private OptionalInt maxTokens = OptionalInt.empty();
  private OptionalInt maxCompletionTokens = OptionalInt.empty();
  private OptionalDouble temperature = OptionalDouble.empty();
  private OptionalDouble topP = OptionalDouble.empty();
  private List<String> stop = List.of();
  private OptionalLong seed = OptionalLong.empty();
  private Optional<String> effort = Optional.empty();
  private ResponseFormat format = new ResponseFormat.Text();
  private boolean stream;
  private boolean streamUsage;
  private Map<String, String> metadata = Map.of();
  private Optional<String> user = Optional.empty();

  RequestReader(Cursor cursor) {
    this.cursor = cursor;
  }

  /// Reads the whole body.
  ///
  /// @throws BadBody if it breaks a rule
  /// @throws io.signalbox.engine.json.DuplicateMemberException if two members have one name
  /// @throws tools.jackson.core.JacksonException if it is no JSON, or too deep
  Reading.Understood read() {
    if (!cursor.open()) {
      throw BodyErrors.notJson("it is not a JSON object in UTF-8");
    }
    while (cursor.nextMember()) {
      member(cursor.name());
    }
    if (!cursor.atEnd()) {
      throw BodyErrors.notJson("there is text after the JSON object");
    }
    return new Reading.Understood(request(), tools.repeated());
  }

  private ChatRequest request() {
    List<Message> conversation = messages.orElseThrow(() -> BodyErrors.missing("messages"));
    extras.putAll(tools.losses());
    OptionalInt limit = maxCompletionTokens.isPresent() ? maxCompletionTokens : maxTokens;
    return new ChatRequest(
        model,
        conversation,
        tools.offered(),
        tools.choice(),
        tools.isLegacy() ? Optional.of(false) : parallel,
        new Sampling(limit, temperature, topP, stop, seed, effort),
        format,
        stream,
        stream && streamUsage,
        metadata,
        user,
        new Extras(OpenAiApi.ID, extras, tools.own()));
  }

  private void member(String name) {
    switch (name) {
      case "model" -> model = VALUES.text(cursor, name).orElse("");
      case "messages" -> messages = Optional.of(messages());
      case "tools" -> tools.tools(cursor);
      case "tool_choice" -> tools.choice(cursor);
      case "parallel_tool_calls" -> parallel = VALUES.flag(cursor, name);
      case "max_tokens" -> maxTokens = Values.limit(cursor, name);
      case "max_completion_tokens" -> maxCompletionTokens = Values.limit(cursor, name);
      case "temperature" -> temperature = VALUES.number(cursor, name);
      case "top_p" -> topP = VALUES.number(cursor, name);
      case "stop" -> stop = Values.texts(cursor, name);
      case "seed" -> seed = VALUES.integer(cursor, name);
      case "reasoning_effort" -> effort = VALUES.text(cursor, name);
      case "response_format" -> format();
      case "stream" -> stream = VALUES.flag(cursor, name).orElse(false);
      case "stream_options" -> streamOptions();
      case METADATA -> metadata = metadata();
      case "user" -> user = VALUES.text(cursor, name);
      case "n" -> n();
      case CallReader.FUNCTIONS -> tools.functions(cursor);
      case CallReader.FUNCTION_CALL -> tools.legacyChoice(cursor);
      default -> extras.put(name, cursor.raw());
    }
  }

  private List<Message> messages() {
    VALUES.array(cursor, "messages", "an array of objects");
    List<Message> all = new ArrayList<>();
    int legacyCalls = 0;
    boolean waits = false;
    for (int i = 0; cursor.nextElement(); i++) {
      if (i == MOST_MESSAGES) {
        throw BodyErrors.of(
            "array_above_max_length",
            "Invalid 'messages': array too long. Expected at most " + MOST_MESSAGES + " messages.",
            "messages");
      }
      var message = new MessageReader(cursor, "messages[" + i + "]", legacyCalls, waits);
      all.addAll(message.read());
      legacyCalls += message.callsLegacy() ? 1 : 0;
      waits = message.leavesLegacyCall();
    }
    if (all.isEmpty()) {
      throw BodyErrors.of(
          "empty_array",
          "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an"
              + " empty array instead.",
          "messages");
    }
    return all;
  }

  private void n() {
    OptionalLong wanted = VALUES.integer(cursor, "n");
    if (wanted.isPresent() && wanted.getAsLong() != 1) {
      extras.put("n", Long.toString(wanted.getAsLong()));
    }
  }

  private void format() {
    if (cursor.isNull()) {
      return;
    }
    VALUES.object(cursor, "response_format");
    int start = cursor.start();
    Optional<ResponseFormat> known = ToolReader.format(cursor);
    if (known.isEmpty()) {
      extras.put("response_format", cursor.rawFrom(start));
    }
    format = known.orElse(format);
  }

  private void streamOptions() {
    if (cursor.isNull()) {
      return;
    }
    VALUES.object(cursor, "stream_options");
    int start = cursor.start();
    boolean others = false;
    while (cursor.nextMember()) {
      if (cursor.name().equals("include_usage")) {
        streamUsage = VALUES.flag(cursor, "stream_options.include_usage").orElse(false);
      } else {
        others = true;
        cursor.skip();
      }
    }
    if (others) {
      extras.put("stream_options", cursor.rawFrom(start));
    }
  }

  /// Labels are texts; gateways such as LiteLLM's take other values too, which are passed on.
  private Map<String, String> metadata() {
    if (cursor.isNull()) {
      return Map.of();
    }
    VALUES.object(cursor, METADATA);
    int start = cursor.start();
    boolean others = false;
    Map<String, String> all = new LinkedHashMap<>();
    while (cursor.nextMember()) {
      if (cursor.isString()) {
        all.put(cursor.name(), cursor.text());
      } else {
        others = true;
        cursor.skip();
      }
    }
    if (others) {
      extras.put(METADATA, cursor.rawFrom(start));
    }
    return all;
  }
}
