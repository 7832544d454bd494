package io.signalbox.engine.dialect.openai.completions;

import static io.signalbox.engine.dialect.openai.Values.VALUES;

import io.signalbox.engine.catalog.tokens.Cl100k;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.openai.BodyErrors;
import io.signalbox.engine.dialect.openai.OpenAiApi;
import io.signalbox.engine.dialect.openai.Values;
import io.signalbox.engine.json.Cursor;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads a client's body in one pass: a prompt is what a user says. Several prompts, and ids of
/// tokens that no text is known of, are kept as they were written, for they reach only a server
/// that speaks the same. Members that a [ChatRequest] has no place for are kept, too. Belongs to
/// one thread.
final class PromptReader {
  /// What is told with the answer: the text that it begins with, as JSON.
  static final String ECHO = "echo";

  static final String PROMPT = "prompt";
  private static final String EXPECTED = "a string or an array of strings or of token ids";
  private static final int MOST_PROMPTS = 10_000;

  private final Cursor cursor;
  private final Map<String, String> extras = new LinkedHashMap<>();
  private final List<Message> prompts = new ArrayList<>();
  private boolean asOne = true;
  private boolean ids;
  private String model = "";
  private OptionalInt maxTokens = OptionalInt.empty();
  private OptionalDouble temperature = OptionalDouble.empty();
  private OptionalDouble topP = OptionalDouble.empty();
  private List<String> stop = List.of();
  private OptionalLong seed = OptionalLong.empty();
  private boolean stream;
  private boolean streamUsage;
  private boolean echo;
  private Optional<String> user = Optional.empty();

  PromptReader(Cursor cursor) {
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
    if (prompts.isEmpty()) {
      throw BodyErrors.missing(PROMPT);
    }
    return new Reading.Understood(request(), echo ? Map.of(ECHO, quoted()) : Map.of());
  }

  private String quoted() {
    return new JsonText().string(prompts.getFirst().text()).toString();
  }

  private ChatRequest request() {
    Map<String, String> usual = echo ? Map.of(ECHO, "true") : Map.of();
    return new ChatRequest(
        model,
        prompts,
        List.of(),
        new ToolChoice.Auto(),
        Optional.empty(),
        new Sampling(maxTokens, temperature, topP, stop, seed, Optional.empty()),
        new ResponseFormat.Text(),
        stream,
        stream && streamUsage,
        Map.of(),
        user,
        new Extras(OpenAiApi.COMPLETIONS, extras, usual));
  }

  private void member(String name) {
    switch (name) {
      case "model" -> model = VALUES.text(cursor, name).orElse("");
      case PROMPT -> prompt();
      case "max_tokens" -> maxTokens = limit(name);
      case "temperature" -> temperature = VALUES.number(cursor, name);
      case "top_p" -> topP = VALUES.number(cursor, name);
      case "stop" -> stop = Values.texts(cursor, name);
      case "seed" -> seed = VALUES.integer(cursor, name);
      case "stream" -> stream = VALUES.flag(cursor, name).orElse(false);
      case "stream_options" -> streamOptions();
      case ECHO -> echo = VALUES.flag(cursor, name).orElse(false);
      case "user" -> user = VALUES.text(cursor, name);
      case "n", "best_of" -> count(name);
      default -> keep(name, cursor.raw());
    }
  }

  /// With `echo`, nothing but the prompt may be wanted.
  private OptionalInt limit(String name) {
    OptionalLong asked = VALUES.integer(cursor, name);
    if (asked.isPresent() && asked.getAsLong() == 0) {
      extras.put(name, "0");
      return OptionalInt.of(1);
    }
    return Values.inRange(asked, name);
  }

  private void keep(String name, String json) {
    if (!json.equals("null")) {
      extras.put(name, json);
    }
  }

  private void count(String name) {
    OptionalLong wanted = VALUES.integer(cursor, name);
    if (wanted.isPresent() && wanted.getAsLong() != 1) {
      extras.put(name, Long.toString(wanted.getAsLong()));
    }
  }

  private void streamOptions() {
    if (cursor.isNull()) {
      return;
    }
    VALUES.object(cursor, "stream_options");
    while (cursor.nextMember()) {
      if (cursor.name().equals("include_usage")) {
        streamUsage = VALUES.flag(cursor, "stream_options.include_usage").orElse(false);
      } else {
        cursor.skip();
      }
    }
  }

  private void prompt() {
    if (cursor.isString()) {
      prompts.add(Message.of(Role.USER, cursor.text()));
      return;
    }
    VALUES.array(cursor, PROMPT, EXPECTED);
    int start = cursor.start();
    boolean more = cursor.nextElement();
    if (!more) {
      throw BodyErrors.of("empty_array", "Invalid 'prompt': empty array.", PROMPT);
    }
    if (cursor.isNumber()) {
      prompts.add(tokens(start, PROMPT));
    } else {
      for (; more; more = cursor.nextElement()) {
        element(PROMPT + "[" + prompts.size() + "]");
      }
      asOne = prompts.size() == 1;
    }
    String raw = cursor.rawFrom(start);
    if (!asOne || ids) {
      extras.put(PROMPT, raw);
    }
  }

  private void element(String param) {
    if (prompts.size() == MOST_PROMPTS) {
      throw BodyErrors.of("array_above_max_length", "Invalid 'prompt': array too long.", PROMPT);
    }
    if (cursor.isString()) {
      prompts.add(Message.of(Role.USER, cursor.text()));
      return;
    }
    VALUES.array(cursor, param, EXPECTED);
    int start = cursor.start();
    if (!cursor.nextElement()) {
      throw BodyErrors.of("empty_array", "Invalid '" + param + "': empty array.", param);
    }
    prompts.add(tokens(start, param));
  }

  /// The ids from the current one to the end of their array.
  private Message tokens(int start, String param) {
    var found = new ArrayList<Integer>();
    do {
      String where = param + "[" + found.size() + "]";
      long id = VALUES.integer(cursor, where).orElse(-1);
      if (id < 0 || id > Integer.MAX_VALUE) {
        throw BodyErrors.type(where, "the id of a token", cursor);
      }
      found.add((int) id);
    } while (cursor.nextElement());
    Optional<String> text = Cl100k.text(found.stream().mapToInt(Integer::intValue).toArray());
    ids |= text.isEmpty();
    String raw = cursor.rawFrom(start);
    return text.map(known -> Message.of(Role.USER, known))
        .orElseGet(() -> new Message(Role.USER, List.of(unknown(raw))));
  }

  private static Part unknown(String ids) {
    return new Part.Foreign(OpenAiApi.COMPLETIONS, Part.Foreign.TOKENS, ids);
  }
}
